"""The playground: what a browser runs, run by QuickJS and held against Python."""
