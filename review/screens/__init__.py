"""The review screens: the only code that imports streamlit."""
