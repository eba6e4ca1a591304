using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests;

/// <summary>
/// Small files made after public reports of users of other tools, in the material. What each has to say stands in
/// FieldFiles.txt: a line for every row that tells more than that the file is silent, or the refusal.
/// </summary>
public sealed class FieldFilesTests
{
    /// <summary>Notes that tell what is missing or how another row is written, and decide nothing here.</summary>
    static readonly string[] Left = ["legacy-", "exons-", "intron-", "combinations-", "no-", "not-", "imprecise"];

    static async Task<string> Told(string path)
    {
        var told = new StringBuilder();
        try
        {
            using var calls = await new PanelAnalysis(GivenVcf.Panel).CallAsync(path, new CallOptions(),
                TestContext.Current.CancellationToken);
            foreach (var warning in calls.Warnings) told.Append($"warned {warning.Code}\n");
            foreach (var (sample, call) in calls.Calls())
            {
                var notes = string.Join(';', call.Notes.Where(n =>
                    n != "provisional-site" && !n.Contains('=') && (n is "no-reads" || !Left.Any(n.StartsWith))));
                if (call.Status == CallStatus.NotCovered && call.Genotype is null && notes.Length == 0) continue;
                var name = call.HotSpot ?? call.HgvsC?[(call.HgvsC.IndexOf(':', StringComparison.Ordinal) + 1)..]
                    ?? $"{call.Gene}:{call.Pos}:{call.Ref}>{call.Alt}";
                told.Append(string.Join(' ', new[]
                {
                    sample.Replace(' ', '_'), name, call.HgvsP, call.Genotype, call.Status.Code(), $"{call.Copies}",
                    notes,
                }.Where(t => !string.IsNullOrEmpty(t)))).Append('\n');
            }
        }
        catch (RefusedException e)
        {
            told.Append($"refused {e.Problem.Code}\n");
        }
        return told.Length == 0 ? "silent\n" : told.ToString();
    }

    [Fact]
    public async Task Files_of_the_field_say_what_they_have_to_say()
    {
        var folder = Path.GetDirectoryName(Material.File("field/vcf/inputs/A01.vcf"))!;
        var told = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(folder, "*.vcf").Order(StringComparer.Ordinal))
            told.Append($"== {Path.GetFileNameWithoutExtension(path)}\n{await Told(path)}");
        if (Environment.GetEnvironmentVariable("THROMBOPHILIA_UPDATE_FIELD_FILES") is { Length: > 0 } into)
            await File.WriteAllTextAsync(into, told.ToString(), TestContext.Current.CancellationToken);
        using var expected = new StreamReader(
            typeof(FieldFilesTests).Assembly.GetManifestResourceStream("FieldFiles.txt")!);
        Assert.Equal(await expected.ReadToEndAsync(TestContext.Current.CancellationToken), told.ToString());
    }
}
