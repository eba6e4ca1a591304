using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// One field of a form: label, hint, control and error, bound to each other.
/// <c>&lt;field for="Name" label="users.name" required /&gt;</c>. The label is a key of the resources; a text under
/// <c>label.hint</c> becomes the hint.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Field : TagHelper
{
    /// <summary>The property of the page.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }
    /// <summary>Key of the label; empty where <see cref="LabelText"/> is the label.</summary>
    public string Label { get; set; } = "";
    /// <summary>The label itself, of a field whose words are data.</summary>
    public string? LabelText { get; set; }
    /// <summary>The hint itself, of such a field.</summary>
    public string? HintText { get; set; }
    /// <summary>Facts for the hint's placeholders.</summary>
    public object[] HintFacts { get; set; } = [];
    /// <summary>A type of input, or <c>select</c>, <c>checks</c> (several of the options), <c>textarea</c>.</summary>
    public string Type { get; set; } = "text";
    /// <summary>For select and checks: values and the words for them.</summary>
    public IEnumerable<(string Value, string Text)> Options { get; set; } = [];

    /// <summary>The page it stands on.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext Page { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var entry = Page.ViewData.ModelState.GetValueOrDefault(For.Name);
        var errors = entry?.Errors.Select(e => e.ErrorMessage).ToList() ?? [];
        // Attributes that the field does not know go to the control: autocomplete, required, maxlength.
        var control = new AttributeDictionary();
        foreach (var attribute in output.Attributes) control[attribute.Name] = attribute.Value?.ToString();
        output.Attributes.Clear();

        var hint = LabelText is not null ? HintText is "" ? null : HintText
            : Texts.Find(Label + ".hint") is null ? null : Texts.Get(Label + ".hint", HintFacts);
        var about =
            string.Join(' ',
            new[] { hint is null ? null : Id + "-hint", errors.Count == 0 ? null : Id + "-error" }.Where(
                id => id is not null));
        if (about.Length > 0) control["aria-describedby"] = about;
        if (errors.Count > 0) control["aria-invalid"] = control["autofocus"] = "true";
        // A page with errors puts the cursor into the first field with one; without such a field, into its usual field.
        else if (Page.ViewData.ModelState.Any(other => other.Key.Length > 0 && other.Value?.Errors.Count > 0))
            control.Remove("autofocus");

        var several = Type == "checks";
        output.TagName = several ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Count > 0 ? "field bad" : "field");
        if (several && about.Length > 0) output.Attributes.SetAttribute("aria-describedby", about);
        output.Content.AppendHtml(
            Element(several ? "legend" : "label", LabelText ?? Texts.Get(Label), several ? null : ("for", Id)));
        if (hint is not null) output.Content.AppendHtml(Element("p", hint, ("id", Id + "-hint"), ("class", "hint")));
        var typed = entry?.AttemptedValue ?? (For.Model as IFormattable)?.ToString(null, CultureInfo.InvariantCulture)
            ?? For.Model?.ToString();
        foreach (var part in several ? Checks() : [Control(control, typed)]) output.Content.AppendHtml(part);
        if (errors.Count > 0)
            output.Content.AppendHtml(
                Element("p", string.Join(' ', errors), ("id", Id + "-error"), ("class", "error")));
    }

    string Id => For.Name.Replace('.', '_');

    TagBuilder Control(AttributeDictionary attributes, string? value)
    {
        var control = new TagBuilder(Type switch { "select" => "select", "textarea" => "textarea", _ => "input" });
        control.MergeAttributes(attributes);
        control.MergeAttribute("id", Id);
        control.MergeAttribute("name", For.Name);
        if (Type == "select")
            foreach (var (option, text) in Options) control.InnerHtml.AppendHtml(
                Element("option", text, ("value", option), option == (value ?? "") ? ("selected", "selected") : null));
        else if (Type == "textarea") control.InnerHtml.Append(value ?? "");
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.MergeAttribute("type", Type);
            // A typed password is not sent back.
            if (Type != "password") control.MergeAttribute("value", value ?? "");
        }
        return control;
    }

    IEnumerable<TagBuilder> Checks()
    {
        var chosen = (For.Model as IEnumerable<string>)?.ToHashSet() ?? [];
        foreach (var (value, text) in Options)
        {
            var box =
                Element("input", "", ("type", "checkbox"), ("name", For.Name), ("value", value),
                chosen.Contains(value) ? ("checked", "checked") : null);
            box.TagRenderMode = TagRenderMode.SelfClosing;
            var label = Element("label", "", ("class", "check"));
            label.InnerHtml.AppendHtml(box).Append(text);
            yield return label;
        }
    }

    static TagBuilder Element(string name, string text, params (string Name, string Value)?[] attributes)
    {
        var element = new TagBuilder(name);
        foreach (var attribute in attributes)
            if (attribute is { } a) element.MergeAttribute(a.Name, a.Value);
        element.InnerHtml.Append(text);
        return element;
    }
}
