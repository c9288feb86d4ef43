// Lets the theme's handlers of the same moment, and a frame, go first: a page that works on all of it at once does not
// hear its reader meanwhile.
await new Promise((resolve) => setTimeout(resolve));
