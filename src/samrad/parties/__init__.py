"""Who there is: organisations with their history, posts, and the people who hold them.

Responsibility belongs to posts; a person acts in one post at a time, and that is an `Actor`.
"""
