"""From a standard and a trainer's decisions to a course: pure, no disk, no clock, no chance."""

from curriculum.planning.course import plan
from curriculum.planning.hours import least_total

__all__ = ["least_total", "plan"]
