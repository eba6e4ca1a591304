using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Thrombophilia.Worker.Tests.Docs;

/// <summary>What README, examples and docs tell people to type works, and prints what they show.</summary>
[Trait("Suite", "Exhaustive")]
public sealed partial class DocumentedCommandsTests(DocumentedProgram program) : IClassFixture<DocumentedProgram>
{
    // Set to 1, the pages are given the output of today; blocks with three dots are left to a person.
    static readonly bool Update = Environment.GetEnvironmentVariable("THROMBOPHILIA_UPDATE_DOCS") == "1";

    // A test of its own goes on where this page ends.
    const string FirstSteps = "docs/start/first-steps.md";

    public static TheoryData<string> PagesWithCommands =>
        new(Document.Pages.Where(page => page != FirstSteps && new Document(page).Commands().Count > 0));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task Every_command_of_a_page_runs_and_prints_what_the_page_shows(string page)
    {
        using var session = new DocumentedSession(program);
        await ReadAsync(session, page);
    }

    [Fact]
    public async Task The_examples_end_in_the_conclusions_and_registry_rows_that_they_promise()
    {
        using var session = new DocumentedSession(program);
        await ReadAsync(session, FirstSteps);
        var database = Path.Combine(session.Folder, "data", "thrombophilia.db");
        Assert.Equal(Expected("conclusions.csv"), await RowsAsync(database, "subject,conclusion",
            "SELECT s.Code, c.Headline FROM Conclusions c JOIN Subjects s ON s.Id = c.SubjectId WHERE c.Version = "
            + "(SELECT MAX(Version) FROM Conclusions WHERE SubjectId = s.Id) ORDER BY s.Code"));
        Assert.Equal(Expected("registry.csv"), await RowsAsync(database, "subject,codes",
            "SELECT s.Code, r.Codes FROM RegistryEntries r JOIN Subjects s ON s.Id = r.SubjectId WHERE r.Version = "
            + "(SELECT MAX(Version) FROM RegistryEntries WHERE SubjectId = s.Id) ORDER BY s.Code"));
    }

    [Fact]
    public void Commands_stand_in_console_blocks_where_they_are_tested() =>
        Assert.Empty(
            from page in Document.Pages.Append("CONTRIBUTING.md")
            from block in new Document(page).Blocks()
            where block.Kind != "console" && !page.StartsWith("docs/decisions/", StringComparison.Ordinal)
            where block.Kind.Length == 0 || block.Lines.Any(line => CommandLine().IsMatch(line))
            select $"{page}:{block.Line}: a block of kind '{block.Kind}'");

    [Fact]
    public void Every_link_leads_to_a_file() =>
        Assert.Empty(
            from page in Document.Pages.Concat(["CONTRIBUTING.md", "CHANGELOG.md"])
            from Match link in Link().Matches(File.ReadAllText(Path.Combine(Document.Root, page)))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Document.Root, Path.GetDirectoryName(page)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{page}: {target}");

    [Fact]
    public void The_index_names_every_page()
    {
        var index = File.ReadAllText(Path.Combine(Document.Root, "docs/index.md"));
        var pages = Document.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)
            && page != "docs/index.md" && !page.StartsWith("docs/decisions/", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains($"({page["docs/".Length..]})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_package_of_the_program_stands_with_its_version_and_licence()
    {
        var page = File.ReadAllText(Path.Combine(Document.Root, "docs/reference/dependencies.md"));
        var packages =
            from file in Directory.EnumerateFiles(Path.Combine(Document.Root, "src"), "packages.lock.json",
                SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal)
            from framework in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies")
                .EnumerateObject()
            from package in framework.Value.EnumerateObject()
            where package.Value.TryGetProperty("resolved", out _)
            select (package.Name, Version: package.Value.GetProperty("resolved").GetString()!);
        Assert.NotEmpty(packages);
        Assert.All(packages.Distinct(), package =>
            Assert.Matches(
            $@"(?m)^\| {Regex.Escape(package.Name)}( \(indirect\))? \| {Regex.Escape(package.Version)} \| [^|]+ \|$",
                page));
    }

    static async Task ReadAsync(DocumentedSession session, string page)
    {
        var document = new Document(page);
        var changes = new List<(DocumentedCommand, IReadOnlyList<string>)>();
        foreach (var command in document.Commands())
        {
            if (await session.TryAsync(command, Stop) is not { } ran) continue;
            string[] printed = [.. ran.Error.Concat(ran.Output).Select(line => line.TrimEnd())];
            if (Update && !ShownOutput.IsCut(command.Shown)) changes.Add((command, printed));
            else Assert.Fail(
                $"{command} printed\n{string.Join('\n', printed)}\n\nand the page shows\n{string.Join('\n', command.Shown)}");
        }
        if (changes.Count > 0) document.Rewrite(changes);
    }

    static string[] Expected(string name) => File.ReadAllLines(Path.Combine(Document.Root, "examples/expected", name));

    static async Task<IReadOnlyList<string>> RowsAsync(string database, string header, string sql)
    {
        var rows = new List<string> { header };
        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Both texts stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Stop);
        while (await reader.ReadAsync(Stop)) rows.Add($"{reader.GetString(0)},{Plain(reader.GetString(1))}");
        return rows;
    }

    // {"a":"1","b":""} as a=1;b=
    static string Plain(string value) =>
        value.Trim('{', '}').Replace("\":\"", "=", StringComparison.Ordinal)
        .Replace("\",\"", ";", StringComparison.Ordinal).Trim('"');

    [GeneratedRegex(@"^\s*(\$ |publish/|\./)?(thrombophilia|dotnet) ")]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
