"""What a pack is made of: papers, papers of others made harmless (`guests`), what each claims, and a ZIP of
files."""
