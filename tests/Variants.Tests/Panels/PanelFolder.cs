using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Tests.Panels;

/// <summary>The product's own panel in a folder of its own, with a file beside it that a test writes.</summary>
static class PanelFolder
{
    /// <summary>Loads it; without the file where <paramref name="text"/> is null.</summary>
    public static Panel With(TempFolder folder, string file, string? text)
    {
        var panel = Directory.CreateDirectory(folder["core"]).FullName;
        foreach (var name in (string[])["panel.json", "transcripts.json"]) File.Copy(Path.Combine(AppContext.BaseDirectory, "panels", GivenVcf.Panel.Id, name), Path.Combine(panel, name));
        if (text is not null) File.WriteAllText(Path.Combine(panel, file), text);
        return Panel.Load("core", folder[""]);
    }
}
