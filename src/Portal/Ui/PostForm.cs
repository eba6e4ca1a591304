using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Thrombophilia.Portal.Access;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// Every form that posts carries the token that <see cref="AntiforgeryGate"/> asks for. The framework gives none to a
/// form that names its own address; here no page can leave it out.
/// </summary>
[HtmlTargetElement("form")]
public sealed class PostForm(IHtmlGenerator html) : TagHelper
{
    /// <summary>The page it stands on.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext Page { get; set; } = null!;

    /// <summary>
    /// After the framework's own tag helper (-1000), before the one that forgets whether the form has its token (-900).
    /// </summary>
    public override int Order => -950;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // The framework's own tag helper has added the token already.
        var method = output.Attributes["method"]?.Value.ToString();
        // A GET form has no token: it would appear in the address.
        if (string.Equals(method, "post", StringComparison.OrdinalIgnoreCase)
            && html.GenerateAntiforgery(Page) is { } token) output.PostContent.AppendHtml(token);
    }
}
