using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class ProposalsVerbTests : IDisposable
{
    readonly GivenWorker given = new();

    public void Dispose() => given.Dispose();

    async Task<(int Code, string Output)> RunAsync(params string[] line)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync([.. line, "--data", given.Data.Root], output, error);
        return (code, output + error.ToString());
    }

    async Task ConcludedAsync()
    {
        await given.RegisterAsync("S1");
        var assays = Path.Combine(given.Data.Root, "assays.csv");
        await File.WriteAllTextAsync(assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + "A1,S1,PC,chromogenic,64,U/dL,2026-01-02,none\n", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Good, (await RunAsync("import", "assays", assays)).Code);
    }

    // The tables of the product with another limit of protein C.
    string Draft()
    {
        var folder = Path.Combine(given.Data.Root, "draft");
        foreach (var file in Directory.GetFiles(KnowledgeFolder.Beside, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(KnowledgeFolder.Beside, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        var limits = Path.Combine(folder, "clinical", "decision-limits-1.0.0.tsv");
        var lines = File.ReadAllLines(limits);
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split('\t');
            if (cells is not [_, "PC", "chromogenic", ..]) continue;
            // The border between deficient and borderline.
            if (cells[5] == "65") cells[5] = "60";
            if (cells[6] == "65") cells[6] = "60";
            lines[i] = string.Join('\t', cells);
        }
        File.WriteAllText(limits, string.Join('\n', lines) + "\n");
        return folder;
    }

    [Fact]
    public async Task Variants_whose_class_the_rules_would_change_are_listed_apart()
    {
        await ConcludedAsync();
        Assert.Equal((ExitCode.Good, "Variants whose class the rules would change: 0\n"), await RunAsync("proposals", "--variants"));
        Assert.Equal((ExitCode.Good, "gene\tvariant\tthen\tnow\tgone\tcome\trules_then\trules_now\tpersons\trecord\n"),
            await RunAsync("proposals", "--variants", "--format", "tsv"));
    }

    [Fact]
    public async Task Tables_in_force_change_nobody_who_was_concluded_by_them()
    {
        await ConcludedAsync();
        Assert.Equal((ExitCode.Good, "Persons whom the tables would change: 0\n"), await RunAsync("proposals"));
    }

    [Fact]
    public async Task A_draft_names_the_persons_whom_it_would_change_and_changes_nobody()
    {
        await ConcludedAsync();
        var (code, output) = await RunAsync("proposals", "--rules", Draft());
        Assert.Equal(ExitCode.Good, code);
        Assert.Contains("P1, version 1", output, StringComparison.Ordinal);
        Assert.EndsWith("Persons whom the tables would change: 1\n", output, StringComparison.Ordinal);
        Assert.Contains("J10", output, StringComparison.Ordinal);
        Assert.EndsWith("Persons whom the tables would change: 0\n", (await RunAsync("proposals")).Output, StringComparison.Ordinal);
    }
}
