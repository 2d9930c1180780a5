"""Writing files so that none is ever seen half written, whatever ends the program.

staging         names for what is not finished, and who takes it away
interruptions   signals that wait while files are put in their places; what was written by then
files           several files, all or none
many            very many files, each whole, which a next run completes
folders         a folder that appears whole
"""
