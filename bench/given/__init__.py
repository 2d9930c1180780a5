"""What is measured with: content folders of any size, and members' copies of a plan."""
