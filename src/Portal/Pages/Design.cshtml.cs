using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages;

/// <summary>Every element of the pages in every state, to look at.</summary>
internal sealed class DesignModel : PortalPage
{
    public static readonly string[] States = ["good", "watch", "alarm", "still"];

    public static readonly (string, int)[] Rows = [("run7.vcf.gz", 12),
        ("run8-with-a-name-that-is-longer-than-its-column.vcf.gz", 3)];

    public static IEnumerable<(string, string)> Options =>
        States.Select(state => (state, Texts.Get("design." + state)));

    public string Plain { get; } = "";

    public string Bad { get; } = "?";

    public string Choice { get; } = States[1];

    public List<string> Several { get; } = [States[0]];

    public string Long { get; } = "";

    public void OnGet() => Refuse(nameof(Bad), "design.error");
}
