using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Casework;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Casework;

public sealed class SearchQueriesTests : IDisposable
{
    static readonly FoundKind[] Everything = Enum.GetValues<FoundKind>();

    readonly GivenLims lab = new();
    readonly PersonalDataCipher cipher = new(t => $"<{t}>", t => t[1..^1], new byte[32]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    Task<IReadOnlyList<SearchHit>> FindAsync(string typed, bool withIdentity = true, params FoundKind[] kinds) =>
        new SearchQueries(lab.Db, new SubjectQueries(lab.Db, cipher), Knowledge.Cases)
            .FindAsync(typed, kinds.Length == 0 ? Everything : kinds, withIdentity, Stop);

    /// <summary>The ways in which a scanner, an input method or a hand writes the same.</summary>
    static IEnumerable<string> Spellings(string text) =>
    [
        text, text.ToLowerInvariant(), text.ToUpperInvariant(), $"  {text} ",
        // Full width: the letters and digits of an input method.
        string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)),
        text.Length > 3 && !text.Contains(' ', StringComparison.Ordinal) ? text.Insert(2, " ") : text,
    ];

    [Fact]
    public async Task Each_kind_is_found_in_every_spelling_and_opens_as_the_one_that_was_meant()
    {
        var named = await FillAsync();
        var faults = new List<string>();
        foreach (var (kind, text, id) in named)
            foreach (var spelling in Spellings(text).Where(s => kind is not (FoundKind.File or FoundKind.StorageUnit)
                || s.Trim().Contains(' ', StringComparison.Ordinal) == text.Contains(' ', StringComparison.Ordinal)))
            {
                var exact = (await FindAsync(spelling)).Where(f => f.IsExact).ToList();
                if (exact.Count != 1 || exact[0].Kind != kind || exact[0].Id != id)
                    faults.Add($"{kind} '{spelling}': {string.Join(", ", exact.Select(f => $"{f.Kind} {f.Text}"))}");
            }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_beginning_of_a_code_finds_a_short_list_and_opens_nothing()
    {
        for (var i = 10; i < 40; i++) await lab.Consented($"Q-{i}");
        var found = await FindAsync("q-");
        Assert.Equal(SearchQueries.Most, found.Count);
        Assert.DoesNotContain(found, f => f.IsExact);
        Assert.Empty(await FindAsync("q"));
        Assert.Empty(await FindAsync(""));
        Assert.Empty(await FindAsync(new string('x', 5000)));
    }

    [Fact]
    public async Task What_is_of_another_site_is_not_found_by_any_spelling()
    {
        var named = await FillAsync();
        lab.As("there", "XX");
        foreach (var (kind, text, _) in named.Where(n => n.Kind is not (FoundKind.File or FoundKind.Variant)))
            foreach (var spelling in Spellings(text))
                Assert.True((await FindAsync(spelling)).Count == 0, $"{kind} {spelling}");
        Assert.Empty(await FindAsync("李小明"));
        // The file itself is of no site; whom it concerns is.
        Assert.All(await FindAsync("run.vcf.gz"), f => Assert.Empty(f.File!.Persons));
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_looked_up()
    {
        var named = await FillAsync();
        foreach (var (kind, text, _) in named)
            Assert.DoesNotContain(await FindAsync(text, true, [.. Everything.Where(k => k != kind)]), f => f.Kind == kind);
    }

    [Fact]
    public async Task A_name_is_found_whole_and_only_where_identity_may_be_asked_for()
    {
        await FillAsync();
        Assert.Equal(["P1"], (await FindAsync("李小明")).Select(f => f.Text));
        Assert.Empty(await FindAsync("李小明", withIdentity: false));
        Assert.Empty(await FindAsync("李小"));
    }

    [Theory]
    [InlineData("R506Q", "F5", "c.1601G>A")]
    [InlineData("r506q", "F5", "c.1601G>A")]
    [InlineData("F5 Leiden", "F5", null)]
    [InlineData("f5-leiden", "F5", "c.1601G>A")]
    [InlineData("rs6025", "F5", "c.1601G>A")]
    [InlineData("ＲＳ６０２５", "F5", "c.1601G>A")]
    [InlineData("20210", "F2", "c.*97G>A")]
    [InlineData("G20210A", "F2", "c.*97G>A")]
    [InlineData("1691", "F5", "c.1601G>A")]
    [InlineData("p.Arg534Gln", "F5", "c.1601G>A")]
    [InlineData("NM_000130.5:c.1601G>A", "F5", "c.1601G>A")]
    [InlineData("f5 c.1601g>a", "F5", "c.1601G>A")]
    [InlineData("proc:C.574_576DEL", "PROC", "c.577_579del")]
    [InlineData("NM_000312.4(PROC):c.577_579del", "PROC", "c.577_579del")]
    [InlineData("proc c.12_13delinsg", "PROC", "c.12_13delinsG")]
    [InlineData("2021", null, null)]
    [InlineData("BRCA1 c.5266dupC", null, null)]
    public async Task A_variant_is_found_by_each_of_its_names(string typed, string? gene, string? name)
    {
        var found = (await FindAsync(typed, false, FoundKind.Variant)).Select(f => f.Variant!).ToList();
        if (gene is null || name is null) Assert.Empty(found);
        else Assert.Equal([(gene, name)], found.Select(v => (v.Gene, v.Name)));
    }

    [Fact]
    public async Task A_name_that_waits_in_a_held_file_leads_to_the_file()
    {
        await lab.Registered();
        var ticket = await lab.Begin();
        await lab.Complete(ticket, [], "X7781-E");
        Assert.Equal(["run.vcf.gz"], (await FindAsync("x7781-e")).Where(f => f.Kind == FoundKind.File).Select(f => f.Text));
    }

    [Fact]
    public async Task Each_question_goes_along_an_index()
    {
        await FillAsync();
        foreach (var query in new[]
        {
            lab.Db.Subjects().BeginningWith(nameof(Subject.Code), "P1").ToQueryString(),
            lab.Db.Subjects().BeginningWith(nameof(Subject.Enrolment), "P1").ToQueryString(),
            lab.Db.Samples().BeginningWith(nameof(Sample.VcfName), "P1").ToQueryString(),
            lab.Db.StorageUnits().BeginningWith(nameof(StorageUnit.Name), "P1").ToQueryString(),
        })
        {
            await using var command = lab.Db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + query[query.IndexOf("SELECT", StringComparison.Ordinal)..]
                .Replace("@key", "'P1'", StringComparison.Ordinal).Replace("@end", "'P1z'", StringComparison.Ordinal);
            await lab.Db.Database.OpenConnectionAsync(Stop);
            await using var plan = await command.ExecuteReaderAsync(Stop);
            while (await plan.ReadAsync(Stop))
                Assert.StartsWith("SEARCH", plan.GetString(3), StringComparison.Ordinal);
        }
    }

    // One thing of each kind, by what a person types for it.
    async Task<IReadOnlyList<(FoundKind Kind, string Text, Guid Id)>> FillAsync()
    {
        await lab.Registered();
        var person = await lab.Db.Subjects().SingleAsync(s => s.Code == "P1", Stop);
        await lab.Subjects.IdentifyAsync(person.PublicId, new Identity("李小明", "110101198001010011", null, null), cipher, Stop);
        var mixed = await lab.Subjects.RegisterAsync(new SubjectEntry("rj-001b", "WH", SubjectGroup.Case, Sex.F, 1980, "e-77"), Stop);
        await lab.Subjects.ConsentAsync(mixed.PublicId, "1.0", (Lims.Biobank.ConsentScopes)63, Now.AddDays(-1), Stop);
        Assert.Equal(1, (await lab.Import(ImportKind.Samples,
            "sample,subject,vcf_name,type,collected,received\nSa-9,rj-001b,lane 7 D009-e,,,\n")).Written);
        var site = await lab.Storage.AddAsync(null, StorageKind.Site, "Wuhan", "WH", null, null, Stop);
        await lab.Storage.AddAsync(null, StorageKind.Site, "Other", "OT", null, null, Stop);
        var box = await lab.Storage.AddAsync(site.PublicId, StorageKind.Box, "Box Five", null, 9, 9, Stop);
        var tubes = await lab.Received(mixed, "edta-blood", 500, 500, 500);
        var shipment = await lab.Shipments.SendAsync("WH", "OT", [tubes[1].Code], null, Stop);
        var request = await new DistributionService(lab.Writes, Knowledge.Biobank).RequestAsync("WH", "x", "y", [tubes[2].Code], Stop);
        var family = await lab.Families.RegisterAsync("fa-12", "WH", Stop);
        var ticket = await lab.Begin(new string('c', 60) + "0123");
        await lab.Complete(ticket, Calls("S1"), "S1");
        var file = await lab.Db.Set<Lims.Laboratory.Intake.VcfIntake>().SingleAsync(Stop);
        var received = await lab.Db.Samples().SingleAsync(s => s.Id == tubes[0].SampleId, Stop);
        return
        [
            (FoundKind.Person, "P1", person.PublicId), (FoundKind.Person, "rj-001b", mixed.PublicId),
            (FoundKind.Person, "e-77", mixed.PublicId), (FoundKind.Sample, "Sa-9", mixed.PublicId),
            (FoundKind.Sample, "lane 7 D009-e", mixed.PublicId), (FoundKind.Sample, received.Code, mixed.PublicId),
            (FoundKind.Tube, tubes[0].Code, tubes[0].PublicId), (FoundKind.StorageUnit, box.Code, box.PublicId),
            (FoundKind.StorageUnit, "Box Five", box.PublicId), (FoundKind.Shipment, shipment.Code, shipment.PublicId),
            (FoundKind.Distribution, request.Code, request.PublicId), (FoundKind.Family, "fa-12", family.PublicId),
            (FoundKind.File, "run.vcf.gz", file.PublicId), (FoundKind.File, file.Sha256, file.PublicId),
            (FoundKind.Variant, "rs1799963", Guid.Empty),
        ];
    }
}
