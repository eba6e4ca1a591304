using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Thrombophilia.House;

/// <summary>Knowledge is data under <c>panels/</c>, and what was released never changes.</summary>
public sealed class KnowledgeTests
{
    [Fact]
    public void No_gene_symbol_stands_in_the_code()
    {
        using var panel =
            JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Tree.Root, "panels/thrombophilia-core/thrombophilia-core-1.0.0.json")));
        var symbols = panel.RootElement.GetProperty("hotSpots").EnumerateArray()
            .Concat(panel.RootElement.GetProperty("genes").EnumerateArray())
            .Select(e => e.TryGetProperty("symbol", out var symbol) ? symbol.GetString()!
            : e.GetProperty("gene").GetString()!).Distinct().ToArray();
        Assert.Contains("ABO", symbols);
        var pattern = new Regex($@"\b({string.Join('|', symbols)})\b");
        Assert.Empty(
            from file in Tree.Files("src", "*.cs").Concat(Tree.Files("src", "*.cshtml"))
                .Concat(Tree.Files("src", "*.resx")).Concat(Tree.Files("src", "*.js"))
            let found = pattern.Match(Tree.Code(file))
            where found.Success
            select $"{Tree.Relative(file)}: {found.Value}");
    }

    [Fact]
    public void Released_knowledge_is_unchanged()
    {
        var lines = File.ReadAllLines(Path.Combine(Tree.Root, "panels/RELEASED.txt"))
            .Where(l => l.Length > 0 && l[0] != '#').ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Matches($@"^[a-z-]+(/tables)?/[a-z0-9-]+-{Regex.Escape(fields[1])}\.(json|tsv)$", fields[0]);
            var file = Path.Combine(Tree.Root, "panels", fields[0]);
            Assert.True(File.Exists(file), $"{fields[0]} was released and is gone");
            Assert.Equal((fields[0], fields[2]),
                (fields[0], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))));
        });
    }

    [Fact]
    public void Every_knowledge_file_is_in_the_list_of_released_ones()
    {
        var listed = File.ReadAllLines(Path.Combine(Tree.Root, "panels/RELEASED.txt")).Select(l => l.Split(' ')[0])
            .ToHashSet();
        Assert.All(Tree.Files("panels", "*.json").Concat(Tree.Files("panels", "*.tsv")),
            file => Assert.Contains(Tree.Relative(file)["panels/".Length..], listed));
    }

    [Fact]
    public void Only_the_reader_of_knowledge_knows_where_it_lies() =>
        Assert.Equal(["src/Variants/Knowledge/KnowledgeFolder.cs"],
            Tree.Files("src", "*.cs").Where(file => Tree.Code(file).Contains("\"panels\"", StringComparison.Ordinal))
                .Select(Tree.Relative));
}
