using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Subjects;

public sealed class SubjectServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    static readonly PersonalDataCipher Cipher = new(
        text => "secret" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)),
            text => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text[6..])), new byte[32]);

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData("", "WH", 1980, "code: empty")]
    [InlineData("Zhang San", "WH", 1980, "code: not-a-code")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "WH", 1980, "code: too-long")]
    [InlineData("P1", "", 1980, "site: empty")]
    [InlineData("P1", "WH", 1899, "birthYear: out-of-bounds")]
    [InlineData("P1", "WH", 2027, "birthYear: out-of-bounds")]
    public async Task A_field_out_of_bounds_is_named(string code, string site, int year, string refused) =>
        Assert.Equal(refused,
        await Refused(
            () => lab.Subjects.RegisterAsync(new SubjectEntry(code, site, SubjectGroup.Case, Sex.F, year), Stop)));

    [Fact]
    public async Task A_code_and_an_enrolment_number_are_given_once()
    {
        await lab.Subjects.RegisterAsync(new SubjectEntry("P1", "WH", SubjectGroup.Case, Sex.F, null, "E1"), Stop);
        Assert.Equal("code: code-taken",
            await Refused(
                () => lab.Subjects.RegisterAsync(new SubjectEntry("P1", "WH", SubjectGroup.Case, Sex.F, null), Stop)));
        Assert.Equal("enrolment: code-taken",
            await Refused(
                () => lab.Subjects.RegisterAsync(
                    new SubjectEntry("P2", "WH", SubjectGroup.Case, Sex.F, null, "E1"), Stop)));
    }

    [Fact]
    public async Task Persons_of_another_site_are_not_seen()
    {
        var subject = await lab.Consented();
        lab.As("tech", "BJ");
        Assert.Equal("unknown-subject",
            await Refused(
                () => lab.Subjects.DescribeAsync(subject.PublicId,
                    new(SubjectGroup.Case, Sex.F, 1980, null, Transplant.None), null, Stop)));
        Assert.Equal("site: other-site",
            await Refused(
                () => lab.Subjects.RegisterAsync(new SubjectEntry("P9", "WH", SubjectGroup.Case, Sex.F, null), Stop)));
    }

    [Fact]
    public async Task Group_sex_and_birth_year_are_corrected_with_a_reason_and_the_conclusion_follows()
    {
        var subject = await lab.Consented("P1");
        await lab.Import(Lims.BulkImport.ImportKind.Samples,
            "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Import(Lims.BulkImport.ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PS,free-antigen,60,U/dL,2026-01-02T08:00Z,none\n");
        Assert.Equal("why: reason-needed",
            await Refused(
                () => lab.Subjects.DescribeAsync(subject.PublicId,
                    new(SubjectGroup.Case, Sex.M, 1980, null, Transplant.None), " ", Stop)));
        await lab.Subjects.DescribeAsync(subject.PublicId, new(SubjectGroup.Case, Sex.M, 1980, null, Transplant.None),
            "typing error", Stop);
        Assert.Equal(["assays-imported", "record-corrected"],
            await lab.Db.Conclusions().OrderBy(c => c.Version).Select(c => c.Reason).ToListAsync(Stop));
        var entry = await lab.Db.AuditEntries().Where(a => a.Action != "issued").OrderBy(a => a.Id).LastAsync(Stop);
        Assert.Equal(("""{"Sex":["F","M"],"Transplant":["NotRecorded","None"]}""", "typing error"),
            (entry.Changes, entry.Reason));
        Assert.Equal("birthYear: out-of-bounds",
            await Refused(
                () => lab.Subjects.DescribeAsync(subject.PublicId,
                    new(SubjectGroup.Case, Sex.M, 1899, null, Transplant.None), "x", Stop)));
    }

    [Fact]
    public async Task A_transplant_that_becomes_known_voids_the_genotype_of_the_conclusion()
    {
        var subject = await lab.Consented("P1");
        await lab.Import(Lims.BulkImport.ImportKind.Samples,
            "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        await lab.Subjects.DescribeAsync(subject.PublicId,
            new(SubjectGroup.Case, Sex.F, 1980, null, Transplant.StemCells), null, Stop);
        var newest = await lab.Db.Conclusions().OrderBy(c => c.Version).LastAsync(Stop);
        Assert.Equal((2, "donor-dna"), (newest.Version, newest.Headline));
    }

    [Fact]
    public async Task The_newest_consent_counts_and_a_withdrawal_ends_it()
    {
        var subject = await lab.Consented(scopes: ConsentScopes.Diagnosis);
        Assert.Equal("consent-does-not-cover", (await Forbids(ConsentStep.RegistryExport))?.Code);
        await lab.Subjects.ConsentAsync(subject.PublicId, "2.0", ConsentScopes.Registry | ConsentScopes.Diagnosis,
            Now.AddHours(-1), Stop);
        Assert.Null(await Forbids(ConsentStep.RegistryExport));
        await lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop);
        Assert.All(Enum.GetValues<ConsentStep>(),
            step => Assert.Equal("consent-withdrawn", Forbids(step).GetAwaiter().GetResult()?.Code));
        Assert.Equal("consent-withdrawn",
            await Refused(() => lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop)));
        Assert.Equal("signedAt: signed-before-withdrawal",
            await Refused(
                () => lab.Subjects.ConsentAsync(subject.PublicId, "2.0", ConsentScopes.Diagnosis,
                    Now.AddHours(-2), Stop)));

        async Task<Refusal?> Forbids(ConsentStep step) =>
            ConsentCheck.Forbids(Knowledge.Biobank, step, subject,
            await ConsentCheck.NewestAsync(lab.Db, subject.Id, Stop));
    }

    [Fact]
    public async Task A_form_needs_a_version_a_scope_and_a_time_that_has_passed()
    {
        var subject = await lab.Consented();
        Assert.Equal("formVersion: empty",
            await Refused(() => lab.Subjects.ConsentAsync(subject.PublicId, " ", ConsentScopes.Diagnosis, Now, Stop)));
        Assert.Equal("scopes: no-scope",
            await Refused(() => lab.Subjects.ConsentAsync(subject.PublicId, "1", ConsentScopes.None, Now, Stop)));
        Assert.Equal("signedAt: empty",
            await Refused(() => lab.Subjects.ConsentAsync(subject.PublicId, "1", ConsentScopes.Diagnosis, null, Stop)));
        Assert.Equal("signedAt: in-the-future",
            await Refused(
                () => lab.Subjects.ConsentAsync(subject.PublicId, "1", ConsentScopes.Diagnosis,
                    Now.AddHours(1), Stop)));
    }

    [Fact]
    public async Task What_identifies_a_person_is_nowhere_in_the_file_in_the_clear()
    {
        var subject = await lab.Consented();
        await lab.Subjects.IdentifyAsync(subject.PublicId,
            new Identity("Li Xiaoming", "110101198001010011", new DateOnly(1980, 1, 1), "13800000000"), Cipher, Stop);
        var data = await lab.Db.PersonalData().SingleAsync(Stop);
        Assert.Equal(("Li Xiaoming", "1980-01-01"), (Cipher.Unprotect(data.Name), Cipher.Unprotect(data.BirthDate)));
        Assert.Equal(data.IdNumberHash, Cipher.Hash("1101 0119 8001 0100 11"));
        await lab.Db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Stop);
        var file = System.Text.Encoding.UTF8.GetString(await ReadAsync(Path.Combine(lab.Folder, "thrombophilia.db")));
        Assert.All(new[] { "Xiaoming", "110101198001010011", "1980-01-01", "13800000000" },
            text => Assert.DoesNotContain(text, file, StringComparison.Ordinal));
        Assert.Contains("P10", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_identity_card_is_one_person()
    {
        var (one, other) = (await lab.Consented(), await lab.Consented("P11"));
        var identity = new Identity(null, "110101198001010011", null, null);
        await lab.Subjects.IdentifyAsync(one.PublicId, identity, Cipher, Stop);
        await lab.Subjects.IdentifyAsync(one.PublicId, identity, Cipher, Stop);
        Assert.Equal("idNumber: person-known",
            await Refused(() => lab.Subjects.IdentifyAsync(other.PublicId, identity, Cipher, Stop)));
    }

    static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Stop);
        return bytes;
    }
}
