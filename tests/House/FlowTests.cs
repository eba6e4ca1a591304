using System.Text.RegularExpressions;
using Xunit;

namespace Thrombophilia.House;

/// <summary>The data flows one way: a stage may name only stages to its left.</summary>
public sealed class FlowTests
{
    const string Flow =
        "Variants.Problems Variants.Bgzf Variants.Vcf Variants.Validation Variants.Knowledge Variants.Panels Variants.Alleles "
        + "Variants.Calling Variants.Hgvs Variants.Acmg Variants.Annotation Variants "
        + "Lims.Kernel Lims.Decisions "
        + "Lims.Data Lims.Biobank Lims.Biobank.Staff Lims.Biobank.Subjects Lims.Biobank.Families Lims.Biobank.Samples "
        + "Lims.Biobank.Storage Lims.Biobank.Transfers Lims.Laboratory.Intake Lims.Laboratory.Assays Lims.Laboratory.Analysers "
        + "Lims.Clinic.Classifications Lims.Clinic.Conclusions Lims.Clinic.Evidence Lims.Clinic.Notices Lims.Clinic.Requests "
        + "Lims.Clinic.Review Lims.Clinic.Requests.Referrals Lims.Clinic.Reports Lims.Registry.Forms Lims.Registry.Entries "
        + "Lims.BulkImport Lims Lims.Casework Lims.Exchange "
        + "Portal.Localization Portal.Accounts Portal.Access Portal.Ui Portal.Api Portal.Hosting Portal.Pages "
        + "Worker.Startup Worker.Output Worker.Intake Worker.Hosting Worker.Verbs Worker.Demo Worker";

    static readonly string[] Stages = Flow.Split(' ');

    [Fact]
    public void No_stage_names_a_stage_further_down_the_flow() =>
        Assert.Empty(
            from file in Tree.Files("src", "*.cs").Concat(Tree.Files("src", "*.cshtml"))
            let here = StageOf(file)
            // The assembly of the tag helpers is named, not a stage.
            let code = Tree.Code(file).Replace("@addTagHelper *, Thrombophilia.Portal", "", StringComparison.Ordinal)
            from later in Enumerable.Range(here + 1, Stages.Length - here - 1)
            where Names(code, Stages[later], Stages[here])
            select $"{Tree.Relative(file)} names {Stages[later]}");

    [Fact]
    public void Every_stage_of_the_flow_is_a_folder_with_code() =>
        Assert.All(Stages, stage => Assert.NotEmpty(Directory.EnumerateFiles(Folder(stage), "*.cs")));

    [Fact]
    public void Variants_is_pure() =>
        Assert.Empty(
            from file in Tree.Files("src/Variants", "*.cs")
            from word in new[] { "Microsoft.EntityFrameworkCore", "Microsoft.Extensions", "ILogger", "TimeProvider",
                "IServiceProvider" }
            where Tree.Code(file).Contains(word, StringComparison.Ordinal)
            select $"{Tree.Relative(file)} uses {word}");

    // In full (using, alias, qualified), by its last word from inside the same project, or by one of the types in a
    // project's root.
    static bool Names(string code, string later, string here)
    {
        var project = later.Split('.')[0];
        if (Regex.IsMatch(code, $@"(?<!namespace )\bThrombophilia\.{Regex.Escape(later)}\b(?!\.\w)")) return true;
        if (!here.StartsWith(project + '.', StringComparison.Ordinal)) return false;
        if (later != project) return Regex.IsMatch(code, $@"(?<![\w.]){later[(project.Length + 1)..]}\.[A-Z]");
        return Directory.EnumerateFiles(Folder(project), "*.cs")
            .Any(root => Regex.IsMatch(code, $@"(?<![\w.""]){Path.GetFileNameWithoutExtension(root)}\b(?!"")"));
    }

    static int StageOf(string file)
    {
        var folders = Path.GetRelativePath(Path.Combine(Tree.Root, "src"), Path.GetDirectoryName(file)!)
            .Split(Path.DirectorySeparatorChar);
        for (var depth = folders.Length; depth > 0; depth--)
            if (Array.IndexOf(Stages, string.Join('.', folders[..depth])) is >= 0 and var at) return at;
        throw new InvalidOperationException($"{file} belongs to no stage of the flow");
    }

    static string Folder(string stage) =>
        Path.Combine(Tree.Root, "src", stage.Replace('.', Path.DirectorySeparatorChar));
}
