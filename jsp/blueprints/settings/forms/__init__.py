"""Forms for what a JSP sets up itself."""
