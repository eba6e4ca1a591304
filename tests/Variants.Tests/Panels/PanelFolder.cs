using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Tests.Panels;

/// <summary>The product's own panel with a file beside it that a test writes.</summary>
static class PanelFolder
{
    /// <summary>Loads it; without the file where <paramref name="text"/> is null.</summary>
    public static Panel With(GivenKnowledge knowledge, string file, string? text)
    {
        var name = $"{GivenVcf.Panel.Id}/{GivenVcf.Panel.Id}-{file}-1.0.0.json";
        if (text is null) knowledge.Withdraw(name);
        else knowledge.Release(name, text);
        return Panel.Load(GivenVcf.Panel.Id, knowledge.Path);
    }
}
