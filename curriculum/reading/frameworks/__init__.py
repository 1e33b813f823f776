"""Readers of foreign frameworks: each makes an outline of tasks, knowledge and skills."""
