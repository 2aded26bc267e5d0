/** In place of the package `object.entries`, which brings it to browsers of before 2017. */
module.exports = Object.entries;
