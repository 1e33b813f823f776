"""How a course is assessed: blueprints and rubrics, from what it finally says.

They are computed from the finished course and from nothing else, so that they follow whatever a
trainer decided about objectives, hours and ways of assessing.
"""

import dataclasses

from curriculum.course import Course
from curriculum.planning.blueprint import course_blueprint, module_blueprint
from curriculum.planning.rubrics import rubrics_of
from curriculum.tables import Tables


def with_assessment_plan(course: Course, tables: Tables) -> Course:
    """The course with the blueprints and rubrics that its objectives and criteria call for."""
    modules = tuple(
        dataclasses.replace(
            module,
            blueprint=module_blueprint(module, tables),
            rubrics=rubrics_of(module, tables),
        )
        for module in course.modules
    )
    return dataclasses.replace(course, modules=modules, blueprint=course_blueprint(modules))
