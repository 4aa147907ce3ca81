"""The lesson: debate formats, which are data files, and the plan of a lesson, which is computed from one of them."""
