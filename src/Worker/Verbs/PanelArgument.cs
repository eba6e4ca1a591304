using System.CommandLine;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>--panel</c> and <c>--build</c>: what a verb looks for, and where.</summary>
internal static class PanelArgument
{
    public static Option<string> Id() =>
        new("--panel")
        {
            Description = Texts.Help("call-panel"),
            HelpName = "ID",
            DefaultValueFactory = _ => "thrombophilia-core"
        };

    public static Option<string?> Build() =>
        new("--build") { Description = Texts.Help("call-build"), HelpName = "GRCh37|GRCh38" };

    /// <summary>The panel; a stated build must be one of its builds.</summary>
    public static Panel Load(string id, string? build)
    {
        Panel panel;
        try { panel = Panel.Load(id); }
        catch (DirectoryNotFoundException) { throw new UsageException(Texts.Get("call-panel-unknown", id)); }
        return build is null || panel.On(build) is not null ? panel
            : throw new UsageException(
            Texts.Get("call-build-unknown", build, string.Join(", ", panel.Builds.Select(b => b.Id))));
    }
}
