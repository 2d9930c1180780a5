"""What `review` and `apply` do, whoever asks: a command, another program, a test.

reviewing    from the copies of members to the rows of the matrix
collecting   all that `review` does
applying     from decisions on rows to what the content is to say
deciding     all that `apply` does
"""
