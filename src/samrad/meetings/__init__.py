"""Where a forum meets: calling, agenda, live minutes, decisions, tasks and approval.

One record of a meeting has several lawful faces. A task always has a post that owns it and a deadline.
"""
