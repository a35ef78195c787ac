/* Where the editor of translations finds Wagtail's choosers; stands in the place of a script that
   localize writes into the page. */
window.chooserUrls = window.chooserUrls || { ...document.currentScript.dataset };
