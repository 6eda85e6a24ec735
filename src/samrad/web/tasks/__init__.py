"""Tasks and decisions over all the forums a person has part in: what is to be done, by whom, before when, and what was decided."""
