"""Write a new motion file: every field explained, with suggestions from a text if there is one."""
