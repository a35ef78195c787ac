/* Wagtail's date chooser puts today, or now, in the place of what it cannot read: who types
   «01.05.2025» where it expects «2025-05-01» would publish a wrong day without being told. What was
   typed stays; the server reads the ways of writing of the editor's language, or names the mistake. */
window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
