using System.CommandLine;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>--panel</c> and <c>--build</c>: what a verb looks for, and where.</summary>
internal static class PanelArgument
{
    public static Option<string> Id()
    {
        var option = new Option<string>("--panel")
        {
            Description = Texts.Help("call-panel"),
            HelpName = "ID",
            DefaultValueFactory = _ => "thrombophilia-core"
        };
        option.CompletionSources.Add(_ => Directory.Exists(KnowledgeFolder.Beside) ? Panel.Ids() : []);
        return option;
    }

    public static Option<string?> Build()
    {
        var option = new Option<string?>("--build")
        {
            Description = Texts.Help("call-build"),
            HelpName = "GRCh37|GRCh38"
        };
        option.CompletionSources.Add("GRCh37", "GRCh38");
        return option;
    }

    /// <summary>The panel, and the id of the stated build, which must be one of its builds.</summary>
    /// <exception cref="UsageException">There is no such panel or build.</exception>
    /// <exception cref="InvalidDataException">The panels are missing, or contradict themselves.</exception>
    public static (Panel Panel, string? Build) Load(string id, string? build)
    {
        if (!Directory.Exists(KnowledgeFolder.Beside))
            throw new InvalidDataException(Texts.Get("panels-missing", KnowledgeFolder.Beside));
        Panel panel;
        try
        {
            panel = Panel.Load(id);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or InvalidDataException && !Panel.Ids().Contains(id))
        {
            throw new UsageException(Texts.Get("call-panel-unknown", id, string.Join(", ", Panel.Ids())));
        }
        if (build is null) return (panel, null);
        return (panel, panel.Named(build)?.Id ?? throw new UsageException(
            Texts.Get("call-build-unknown", build, string.Join(", ", panel.Builds.Select(b => b.Id)))));
    }
}
