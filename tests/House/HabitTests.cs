using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Thrombophilia.House;

/// <summary>Habits that a reader of CONTRIBUTING.md is promised.</summary>
public sealed class HabitTests
{
    static IEnumerable<string> Offenders(string pattern, string folder = "src") =>
        from file in Tree.Files(folder, "*.cs").Concat(Tree.Files(folder, "*.cshtml"))
        let found = Regex.Match(Tree.Code(file), pattern)
        where found.Success
        select $"{Tree.Relative(file)}: {found.Value}";

    [Fact]
    public void The_clock_is_asked_through_TimeProvider() =>
    Assert.Empty(Offenders(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b"));

    [Fact]
    public void There_is_no_interface_without_a_second_implementation()
    {
        var code = Tree.Files("src", "*.cs").Select(Tree.Code).ToArray();
        Assert.All(code.SelectMany(c => Regex.Matches(c, @"\binterface\s+(I[A-Z]\w*)")).Select(m => m.Groups[1].Value),
            name => Assert.True(
                code.Sum(c => Regex.Count(c, $@"\b(class|record|struct)\s[^{{;]*:[^{{;]*\b{name}\b")) > 1,
                    $"{name} has one implementation or none"));
    }

    [Fact]
    public void No_type_is_called_a_repository_a_helper_or_a_manager() =>
    Assert.Empty(Offenders(@"\b(class|record|struct)\s+\w*(Repository|Helper|Manager|Utils?|Common)\b"));

    // A second project there, and "dotnet build" and "dotnet test" ask which one is meant.
    [Fact]
    public void The_root_holds_one_file_that_dotnet_builds() =>
        Assert.Single(Directory.EnumerateFiles(Tree.Root), file => Regex.IsMatch(file, @"\.(\w*proj|slnx?)$"));

    [Fact]
    public void No_test_waits_on_the_wall_clock() => Assert.Empty(Offenders(@"\bThread\.Sleep\b", "tests"));

    [Fact]
    public void Entities_move_by_verbs() =>
        Assert.Empty(
            from file in Tree.Files("src/Lims", "*.cs")
            let found = Regex.Match(Tree.Code(file), @"public [^\n;{]*\{ get; set; \}")
            where found.Success
            select $"{Tree.Relative(file)}: {found.Value}");

    [Fact]
    public void A_form_stands_on_a_page_where_it_gets_its_token()
    {
        var pages = Tree.Files("src", "*.cshtml").Select(Tree.Relative);
        Assert.DoesNotContain(pages, page => !page.StartsWith("src/Portal/Pages/", StringComparison.Ordinal));
        Assert.Empty(Offenders(@"asp-antiforgery|formmethod|<!form|@removeTagHelper|BeginForm"));
        Assert.Empty(
            from file in Tree.Files("src", "*.cs").Concat(Tree.Files("src/Portal", "*.js"))
            let found = Regex.Match(Tree.Code(file),
                @"(?i)<form\b|\b(TagBuilder|Element|createElement)\(['""]form\b|method: *['""]post")
            where found.Success
            select $"{Tree.Relative(file)}: {found.Value}");
    }

    // Browsers set no cursor on a page whose address names a part of it: what is typed or scanned next would go
    // nowhere.
    [Fact]
    public void No_address_of_a_page_names_a_part_of_it() =>
        Assert.Empty(Offenders(@"[""']/[^""'\s]*#\w|asp-fragment|\bfragment:", "src/Portal"));

    [Fact]
    public void No_line_is_longer_than_140_characters() =>
        Assert.Empty(
            from folder in (string[])["src", "tests", "benchmarks", "tools"]
            from pattern in (string[])["*.cs", "*.cshtml", "*.css", "*.js"]
            from file in Tree.Files(folder, pattern)
            from line in File.ReadLines(file).Index()
            where line.Item.Length > 140
            select $"{Tree.Relative(file)}:{line.Index + 1}");

    // Tests of a whole stage, beside those of its files.
    static readonly string[] OfAStage =
    [
        "src/Variants/Bgzf/Damage",
        "src/Variants/Calling/Evidence/CallerDialect",
        "src/Variants/Certainty",
        "src/Variants/FieldFiles",
        "src/Variants/Fuzzing/FuzzRun",
        "src/Variants/Hgvs/CodingChanges",
        "src/Variants/SuiteCall",
        "src/Variants/Validation/Clause",
        "src/Variants/Validation/Suite",
        "src/Lims/Clinic/Cases/CaseCertainty",
        "src/Lims/Clinic/Cases/CaseSchema",
        "src/Lims/Clinic/Cases/ReviewedCases",
        "src/Lims/Clinic/Reports/Fhir/FhirValidation",
        "src/Portal/Pages/Biobank/TechnicianDay",
        "src/Portal/Pages/Clinic/CaseDay",
        "src/Worker/Docs/DocumentedCommands",
        "src/Worker/Docs/ShownOutput",
        "src/Worker/Intake/HonestInbox",
    ];

    [Fact]
    public void Every_test_file_mirrors_a_file_of_the_source() =>
        Assert.All(
            from file in Tree.Files("tests", "*Tests.cs")
            let path = Tree.Relative(file)
            where path.Contains(".Tests/", StringComparison.Ordinal)
            select Regex.Replace(path, @"^tests/(\w+)\.Tests/(.*)Tests\.cs$", "src/$1/$2"),
            mirrored =>
                Assert.True(
                OfAStage.Contains(mirrored) || File.Exists(Path.Combine(Tree.Root, mirrored + ".cs"))
                    || File.Exists(Path.Combine(Tree.Root, mirrored + ".cshtml"))
                || File.Exists(Path.Combine(Tree.Root, mirrored + ".resx")),
                $"{mirrored}.cs is tested and does not exist"));

    [Fact]
    public void Projects_are_short_and_name_no_version() =>
        Assert.All(Tree.Files(".", "*.csproj"), file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("Version=", text, StringComparison.Ordinal);
            Assert.True(text.Split('\n').Length <= 30, $"{Tree.Relative(file)} is long");
        });

    [Fact]
    public void Every_problem_that_the_code_names_has_its_words()
    {
        var words =
            XDocument.Load(Path.Combine(Tree.Root, "src/Variants/Problems/Problems.resx")).Root!.Elements("data")
            .Select(d => d.Attribute("name")!.Value).ToHashSet();
        var codes = Tree.Files("src/Variants", "*.cs")
            .SelectMany(f => Regex.Matches(Tree.Code(f), @"(?:RefusedException|Problem|Refused)\(\s*""([a-z0-9-]+)"""))
            .Select(m => m.Groups[1].Value).ToHashSet();
        Assert.True(codes.Count > 20);
        Assert.DoesNotContain(codes, c => !words.Contains(c) || !words.Contains(c + ".next"));
    }
}
