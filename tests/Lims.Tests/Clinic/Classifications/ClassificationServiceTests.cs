using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using static Thrombophilia.Lims.Tests.Clinic.Classifications.GivenVariants;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Classifications;

public sealed class ClassificationServiceTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_confirmed_classification_is_what_every_carrier_s_conclusion_says_at_every_site()
    {
        await CarriersAsync();
        Assert.Contains(StatementCodes.UnclassifiedVariant, CodesOf(await lab.NewestAsync("P1")));
        var record = await lab.DecidedAsync(Entry());
        Assert.Equal(("CL-00001", 1, "likely-pathogenic", 7, "uncertain"),
            (record.Code, record.Version, record.Class, record.Points, record.RulesClass));
        foreach (var code in new[] { "P1", "P2" })
        {
            var issued = await lab.NewestAsync(code);
            Assert.Equal(("classification", "CL-00001@1", 2), (issued.Reason, issued.Classifications, issued.Version));
            Assert.Contains("Two persons have classified it as likely pathogenic (CL-00001, version 1): it is a cause.",
                SentenceOf(issued), StringComparison.Ordinal);
            Assert.DoesNotContain(StatementCodes.UnclassifiedVariant, CodesOf(issued));
        }
        // Nobody else is concluded anew, and no row of the registry tells of a variant that is no hot spot.
        Assert.Equal(1, (await lab.NewestAsync("P3")).Version);
        Assert.Equal(3, await lab.Db.RegistryEntries().CountAsync(Stop));
        Assert.All(await lab.Db.Findings().AsNoTracking().Where(f => f.HgvsC == Full).ToListAsync(Stop),
            f => Assert.Equal("uncertain", f.Class));
    }

    [Fact]
    public async Task The_evidence_of_the_case_and_of_the_next_file_have_the_class_in_force()
    {
        await CarriersAsync();
        await lab.DecidedAsync(Entry());
        // The worker's way: a new person, and a file of the other build.
        await lab.PersonAsync("P4", "WH", Carried("GRCh37", 173883863));
        var issued = await lab.NewestAsync("P4");
        Assert.Equal(("vcf-read", "CL-00001@1"), (issued.Reason, issued.Classifications));
        Assert.Contains(StatementCodes.ClassifiedCause, CodesOf(issued));
        var subject = await lab.Db.Subjects().SingleAsync(s => s.Code == "P4", Stop);
        var call = CaseFile.Read(lab.Db, subject.Id, Now, Knowledge.Cases.Clinical.Picture, _ => []).Findings
            .Single(f => f.Classified is not null).Call;
        Assert.Equal("likely-pathogenic", call.Class);
        Assert.StartsWith("PS4;PM1;PP4;", call.Criteria, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_proposed_or_declined_changes_nothing(bool declined)
    {
        await CarriersAsync();
        var before = await HashesAsync();
        if (declined) await lab.DecidedAsync(Entry(), ClassificationVerdict.Declined);
        else
        {
            lab.As("mei");
            await lab.Service().ProposeAsync(Entry(), Stop);
            lab.As("");
        }
        await lab.FileAsync("P1", Carried());
        Assert.Equal(before, await HashesAsync(versions: 1));
        Assert.Null((await lab.NewestAsync("P1")).Classifications);
        Assert.Contains(StatementCodes.UnclassifiedVariant, CodesOf(await lab.NewestAsync("P1")));
    }

    [Fact]
    public async Task Two_persons_with_certificates_are_needed()
    {
        await CarriersAsync();
        lab.As("eve");
        Assert.Equal("not-qualified", await Refused(() => lab.Service().ProposeAsync(Entry(), Stop)));
        lab.As("mei");
        var record = await lab.Service().ProposeAsync(Entry(), Stop);
        Assert.Equal("classification-own", await Refused(() => Decide(record, ClassificationVerdict.Confirmed)));
        lab.As("eve");
        Assert.Equal("not-qualified", await Refused(() => Decide(record, ClassificationVerdict.Confirmed)));
        lab.As("bo");
        Assert.Equal("reason: why-needed", await Refused(() => Decide(record, ClassificationVerdict.Declined, " ")));
        await Decide(record, ClassificationVerdict.Confirmed);
        lab.As("");
        Assert.Equal("classification-decided", await Refused(() => Decide(record, ClassificationVerdict.Declined)));
        Assert.Equal("unknown-classification",
            await Refused(() => lab.Service().DecideAsync(Guid.NewGuid(), ClassificationVerdict.Confirmed, null, Stop)));
    }

    [Fact]
    public async Task What_was_taken_back_leaves_what_the_rules_said_and_the_hash_of_before()
    {
        await CarriersAsync();
        var before = await lab.NewestAsync("P1");
        Assert.Equal("classification-none", await Refused(() => lab.Service().TakeBackAsync(Gene, Name, 0, "x", Stop)));
        await lab.DecidedAsync(Entry());
        lab.As("bo");
        var back = await lab.Service().TakeBackAsync(Gene, Full, 1, "The assay was wrong", Stop);
        Assert.Equal((2, true, "CL-00001"), (back.Version, back.AsRules, back.Code));
        Assert.Equal("CL-00001@1", (await lab.NewestAsync("P1")).Classifications);
        lab.As("mei");
        await Decide(back, ClassificationVerdict.Confirmed);
        var after = await lab.NewestAsync("P1");
        Assert.Equal((before.ContentSha256, before.Statements, 3, null, "classification"),
            (after.ContentSha256, after.Statements, after.Version, after.Classifications, after.Reason));
        Assert.Equal("classification-none", await Refused(() => lab.Service().TakeBackAsync(Gene, Name, 2, "x", Stop)));
        // And a third version may be proposed.
        lab.As("");
        await lab.DecidedAsync(Entry(2));
        Assert.Equal("CL-00001@3", (await lab.NewestAsync("P2")).Classifications);
    }

    [Fact]
    public async Task Of_two_who_classify_at_once_the_second_is_refused()
    {
        await CarriersAsync();
        lab.As("mei");
        await lab.Service().ProposeAsync(Entry(), Stop);
        lab.As("bo");
        Assert.Equal("classification-newer", await Refused(() => lab.Service().ProposeAsync(Entry(), Stop)));
        Assert.Equal("classification-waits", await Refused(() => lab.Service().ProposeAsync(Entry(1), Stop)));
    }

    [Theory]
    [InlineData("criterion-reason", "PS4:Strong:")]
    [InlineData("criterion-reason", "PM1:NotMet:")]
    [InlineData("criterion-strength", "PS3:Strong:x")]
    [InlineData("criterion-strength", "PM2:Moderate:x")]
    [InlineData("criterion-strength", "BS1:Moderate:x")]
    [InlineData("criterion-not-used", "PM3:Moderate:x")]
    [InlineData("criterion-not-used", "PP5:Supporting:x")]
    [InlineData("criterion-not-used", "XX1:Supporting:x")]
    [InlineData("criterion-choice", "PS4:Very:x")]
    [InlineData("criterion-choice", "PS4::x")]
    [InlineData("criterion-not-beside", "PP3:Supporting:x", "BP4:Supporting:x")]
    [InlineData("criterion-not-beside", "PM4:Moderate:x", "PVS1:VeryStrong:x")]
    [InlineData("criterion-not-beside", "PS4:Strong:x", "BS1:Strong:x")]
    [InlineData("criterion-other-open", "PS4:Strong:x", "BS1:NotEvaluated:x")]
    [InlineData("criterion-not-used", "PS4:Strong:x", "PS4:NotMet:x")]
    public async Task What_may_not_be_judged_so_is_refused_with_its_reason(string refusal, params string[] criteria)
    {
        await CarriersAsync();
        Assert.Equal(refusal, await Refused(() => lab.Service().ProposeAsync(
            Entry(0, [.. criteria.Select(c => c.Split(':')).Select(c => new CriterionEntry(c[0], c[1], c[2]))]), Stop)));
        Assert.Empty(await lab.Db.VariantClassifications().ToListAsync(Stop));
    }

    [Fact]
    public async Task A_reason_of_the_whole_is_needed()
    {
        await CarriersAsync();
        Assert.Equal("reason: why-needed", await Refused(() => lab.Service().ProposeAsync(Entry() with { Reason = null }, Stop)));
    }

    [Theory]
    [InlineData("unknown-variant", "XYZ", Name)]
    [InlineData("unknown-variant", Gene, null)]
    [InlineData("classification-hot-spot", Gene, "c.391C>T")]
    [InlineData("classification-no-file", Gene, "c.237C>T")]
    public async Task What_is_not_classified_by_criteria_says_why(string refusal, string gene, string? name)
    {
        await CarriersAsync();
        Assert.Equal(refusal, await Refused(() => lab.Service().ProposeAsync(Entry() with { Gene = gene, Name = name }, Stop)));
    }

    [Fact]
    public async Task A_harmless_class_of_two_persons_asks_for_no_review_and_is_told()
    {
        await lab.PersonAsync("P1", "WH", Carried() with { Notes = ["clinvar=pathogenic@2024-01"] });
        await lab.CertifiedAsync();
        Assert.Contains(StatementCodes.VariantCalledPathogenic, CodesOf(await lab.NewestAsync("P1")));
        await lab.DecidedAsync(Entry(0, new CriterionEntry("BA1", "StandAlone", "one in ten"), new CriterionEntry("PM1", "NotMet", "no")));
        var issued = await lab.NewestAsync("P1");
        Assert.Contains(StatementCodes.ClassifiedHarmless + StatementCodes.OthersDiffer, CodesOf(issued));
        Assert.Contains("two persons have classified it as benign (CL-00001, version 1).", SentenceOf(issued), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uncertain_class_of_two_persons_still_forbids_a_negative()
    {
        await CarriersAsync();
        await lab.DecidedAsync(Entry(0, new CriterionEntry("PS4", "Supporting", "One proband")));
        var issued = await lab.NewestAsync("P1");
        Assert.Contains("as uncertain (CL-00001, version 1): whether it is a cause stays open, and the genotype is not negative.",
            SentenceOf(issued), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_file_proves_is_not_told_as_a_cause_that_is_carried()
    {
        await CarriersAsync();
        await lab.PersonAsync("P5", "WH", Carried() with { Status = CallStatus.LowQuality, Copies = null });
        await lab.DecidedAsync(Entry());
        Assert.Contains(StatementCodes.ClassifiedUnproven, CodesOf(await lab.NewestAsync("P5")));
    }

    [Fact]
    public async Task Without_a_classification_the_hash_is_made_as_it_always_was()
    {
        await CarriersAsync();
        var c = await lab.NewestAsync("P1");
        var text = $"{c.Statements}\nProvenance {{ PanelId = {c.PanelId}, PanelVersion = {c.PanelVersion}, RulesId = {c.RulesId}, "
            + $"RulesVersion = {c.RulesVersion}, RulesSha256 = {c.RulesSha256}, Build = {c.Build}, VcfSha256 = {c.VcfSha256}, "
            + $"AssayIds = {c.AssayIds} }}";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), c.ContentSha256);
    }

    [Fact]
    public async Task A_step_that_was_rolled_back_leaves_no_class_behind()
    {
        await CarriersAsync();
        lab.As("mei");
        var record = await lab.Service().ProposeAsync(Entry(), Stop);
        lab.As("bo");
        var writes = lab.Writes;
        await Assert.ThrowsAsync<InvalidOperationException>(() => writes.RunAsync(async step =>
        {
            lab.Db.Add(new ClassificationDecision(record.Id, ClassificationVerdict.Confirmed, null, "bo", step.Now));
            await lab.Db.SaveChangesAsync(Stop);
            Assert.NotNull(ClassificationsInForce.Of(lab.Db).For(Carried()));
            throw new InvalidOperationException();
        }, Stop));
        Assert.Null(ClassificationsInForce.Of(lab.Db).For(Carried()));
    }

    // P1 of WH and P2 of BJ carry it, P3 does not.
    async Task CarriersAsync()
    {
        await lab.PersonAsync("P1", "WH", Carried());
        await lab.PersonAsync("P2", "BJ", Carried("GRCh37", 173883863));
        await lab.PersonAsync("P3", "WH", Carried() with { HgvsC = "NM_000488.4:c.235C>A", Alt = "G" });
        await lab.CertifiedAsync();
    }

    Task<ClassificationDecision> Decide(VariantClassification record, ClassificationVerdict verdict, string? reason = "seen") =>
        lab.Service().DecideAsync(record.PublicId, verdict, reason, Stop);

    Task<List<string>> HashesAsync(int versions = int.MaxValue) => lab.Db.Conclusions().AsNoTracking()
        .Where(c => c.Version <= versions).OrderBy(c => c.Id).Select(c => c.ContentSha256).ToListAsync(Stop);
}
