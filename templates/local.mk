# Templates, styles and the assets that npm brings.
