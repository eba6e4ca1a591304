using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Validation.Findings;
using Xunit;

namespace Thrombophilia.Variants.Tests.Validation.Findings;

public sealed class FindingCodesTests
{
    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../../.."));

    [Fact]
    public void Every_code_and_nothing_else_stands_in_the_document_with_its_severity_and_clause()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs/validation.md"))
            .Select(l => Regex.Match(l, @"^\| `([a-z0-9-]+)` \| (error|warning|error from 4\.3) \| ([^|]*) \| ([^|]*) \|"))
            .Where(m => m.Success)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value.Trim(), m.Groups[4].Value.Trim()))
            .ToArray();
        var codes =
            FindingCodes.All.Select(
            c => (c.Name,
                c.Severity != Severity.Error ? "warning"
                    : c.ErrorFrom > 0 ? FormattableString.Invariant($"error from 4.{c.ErrorFrom}") : "error",
                Finding.Sentence(c.Name, CultureInfo.InvariantCulture), c.Clause));
        Assert.Equal(codes, rows.Take(FindingCodes.All.Count));
        Assert.Equal(FindingCodes.Container, rows.Skip(FindingCodes.All.Count).Select(r => r.Item1));
    }

    [Fact]
    public void A_code_is_given_once() =>
        Assert.Equal(FindingCodes.All.Count + FindingCodes.Container.Count,
        FindingCodes.All.Select(c => c.Name).Concat(FindingCodes.Container).Distinct().Count());

    [Fact]
    public void Every_code_of_a_container_is_one_that_the_reader_gives()
    {
        Assert.All(FindingCodes.Container,
            code => Assert.NotEmpty(
                new Problem(code, new FileLocation("x"), 1, 2, 3).Text(CultureInfo.InvariantCulture)));
        var given = Directory.EnumerateFiles(Path.Combine(Root(), "src/Variants/Bgzf"), "*.cs")
            .Append(Path.Combine(Root(), "src/Variants/Vcf/TextLines.cs"))
            .SelectMany(
            f => Regex.Matches(File.ReadAllText(f), @"""((?:bgzf|gzip|line|empty|not|unsupported)-[a-z-]+)"""))
                .Select(m => m.Groups[1].Value);
        Assert.Empty(given.Except(FindingCodes.Container));
    }
}
