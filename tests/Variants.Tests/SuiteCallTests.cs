using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests;

/// <summary>
/// The conformance suites: what others wrote to break readers, as it is and with its records moved onto the panel.
/// </summary>
public sealed class SuiteCallTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static readonly PanelAnalysis Analysis = new(GivenVcf.Panel);

    /// <summary>File, expectation and reason of every file of every suite that is no support of others.</summary>
    static List<(string Path, string Expectation, string Reason)> Files()
    {
        var first = Path.GetDirectoryName(Material.File("vcf/suites/hts-specs/index.tsv"))!;
        return [..
            from index in Directory.EnumerateFiles(Path.GetDirectoryName(first)!, "index.tsv",
                SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                   from line in File.ReadLines(index).Skip(1)
                   let fields = line.Split('\t')
                   let path = Path.Combine(Path.GetDirectoryName(index)!, fields[0])
                   where fields[1] != "support" && File.Exists(path)
                   select (path, fields[1], fields[3].Split(" | ")[0])];
    }

    /// <summary>Null where the file is accepted; anything but a refusal escapes.</summary>
    static async Task<(string? Refused, FileCalls? Calls)> TryAsync(Func<Task<FileCalls>> call)
    {
        try
        {
            return (null, await call());
        }
        catch (RefusedException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Problem.Text()) || string.IsNullOrWhiteSpace(e.Problem.Next()));
            return (e.Problem.Code, null);
        }
        catch (IOException e)
        {
            return (e.GetType().Name, null);
        }
    }

    [Theory, InlineData(null), InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task Every_file_of_the_suites_is_refused_or_read_and_no_invalid_one_has_a_proven_row(string? build)
    {
        var (files, accepted, unexpected) = (Files(), 0, new List<string>());
        Assert.True(files.Count > 1500, $"{files.Count} files");
        foreach (var (path, expectation, reason) in files)
        {
            var (_, calls) = await TryAsync(() => Analysis.CallAsync(path, new CallOptions { Build = build }, Stop));
            if (calls is null) continue;
            using var closing = calls;
            accepted++;
            var proven = calls.Calls().Count(c => c.Call.Status is CallStatus.Reference or CallStatus.Called);
            if (expectation == "invalid" && proven > 0) unexpected.Add($"{path}: {proven} proven rows; {reason}");
        }
        Assert.True(accepted > (build is null ? 20 : 500), $"{accepted} accepted");
        Assert.Empty(unexpected);
    }

    /// <summary>
    /// Defects in what no row is made of, and those that the rows or the warnings tell; whatever else is accepted with
    /// a proven row is not explained.
    /// </summary>
    static readonly (string Defect, string WhyNot)[] CannotChangeARow =
    [
        ("^(ID|QUAL) ", "shown or not read; neither decides"),
        ("^INFO (?!END)", "of INFO only END and SVLEN are read, and those of blocks and symbolic alleles"),
        ("^(Meta|Incorrect|Unstructured|Non-|contig|The ALT ID|Description|Genomes?|Value|SAMPLE|PEDIGREE|"
            + "META|Empty|FORMAT \\w+ (Type|Number) is|FORMAT Description)",
            "header lines decide the build and how many counts a cell holds; the counts themselves are checked"),
        ("^FORMAT (contains a non|starts with)", "the key is in use and is none of those that decide"),
        ("^FORMAT regex", "a key that does not decide"),
        ("^Sample field", "of the keys that do not decide: those that do refuse the file"),
        ("^cardinality", "genotype likelihoods and repeat intervals are not read"),
        ("plicated variant", "records that agree are one; those that do not are no-call with a note"),
        ("^non-contiguous", "read whole, with a warning"),
        ("^no newline", "the last genotype is checked, with a warning"),
        ("^Can't download|^No genotypes", "asks for what a VCF alone cannot have"),
        ("^invalid |^SVCLAIM|^Only one SVCLAIM",
            "of a rearrangement, which says nothing of single bases and has a row of its own"),
        ("^FORMAT first field", "GT is found wherever it stands"),
    ];

    [Fact]
    public async Task No_defect_of_the_suites_moved_onto_the_panel_changes_a_row_in_silence()
    {
        var (moved, unexplained) = (0, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var (path, expectation, reason) in Files())
        {
            if (expectation != "invalid" || Path.GetExtension(path) != ".vcf" || new FileInfo(path).Length > 100_000)
                continue;
            foreach (var build in GivenVcf.Panel.Builds)
                foreach (var spot in build.Contigs.SelectMany(c => c.HotSpots)
                    .Where(h => !h.ReferenceIsCounted).Take(3))
                {
                    var text = Moved(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Stop)), spot);
                    var (refused, calls) =
                        await TryAsync(
                        () => Analysis.CallAsync(new MemoryStream(Encoding.Latin1.GetBytes(text)), "moved.vcf",
                            new CallOptions { Build = build.Id }, Stop));
                    moved++;
                    if (calls is null) continue;
                    using var closing = calls;
                    if (CannotChangeARow.Any(d => Regex.IsMatch(reason, d.Defect))) continue;
                    if (calls.Calls().Where(c => c.Call.Status is CallStatus.Reference or CallStatus.Called)
                        .Select(c =>
                        $"{c.Call.Genotype} {c.Call.Status.Code()} {c.Call.Copies} {string.Join(';', c.Call.Notes)}")
                        .FirstOrDefault() is { } row)
                        unexplained.Add(
                            $"{reason} [{Path.GetFileName(path)}] {row} ({string.Join(' ', calls.Warnings.Select(w => w.Code))})");
                }
        }
        Assert.True(moved > 1000);
        Assert.True(unexplained.Count == 0, string.Join('\n', unexplained));
    }

    /// <summary>
    /// The first record that has a readable POS stands at the hot spot, with its bases where it has bases; all that is
    /// odd about it stays.
    /// </summary>
    static string Moved(string text, PlacedHotSpot spot)
    {
        var lines = text.Split('\n');
        string? pos = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('#') || lines[i].Split('\t') is not { Length: > 4 } x) continue;
            // Records of one place stay together: some of the defects are between them.
            if (pos is null || x[1] == pos)
            {
                if (int.TryParse(x[1], out _)) (pos, x[1]) = (x[1], $"{spot.Place.Pos}");
                if (x[3].Length > 0 && x[3].All(c => "ACGT".Contains(c, StringComparison.Ordinal)))
                    x[3] = spot.Place.Ref;
                // A filter that fails would hide the rest.
                if (x.Length > 6 && x[6] == "q10") x[6] = "PASS";
                if (x[4].Length == 1 && "ACGT".Contains(x[4][0], StringComparison.Ordinal)) x[4] = spot.Place.Counted;
            }
            x[0] = spot.Place.Chrom;
            lines[i] = string.Join('\t', x);
        }
        return string.Join('\n', lines);
    }
}
