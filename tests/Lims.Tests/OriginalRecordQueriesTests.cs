using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Xunit;

namespace Thrombophilia.Lims.Tests;

public sealed class OriginalRecordQueriesTests : IDisposable
{
    const string Name = "SERPINC1 NM_000488.4:c.236G>A";
    static readonly string[] Records =
        ["1 169549811 rs6025 C T 99 PASS MQ=60 GT:AD:DP:GQ 0/1:20,18:38:99 1/1:0,31:31:98 0/0:44,0:44:97",
        "1 173914725 rs1 C T 87.5 PASS AC=3;MQ=60 GT:AD:DP:GQ 0/1:19,17:36:91 1/1:0,33:33:92 ./.:0,0:0:0"];

    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task The_original_record_is_told_and_no_other_persons_column()
    {
        var (one, _) = await ManyAsync();
        var told = (await FindAsync(one, "S1"))!;
        Assert.Equal((KeptState.Proven, "S1", 3), (told.State, told.VcfName, told.Found!.Samples));
        var record = Assert.Single(told.Found.Records);
        Assert.Equal(["1", "173914725", "rs1", "C", "T", "87.5", "PASS", "AC=*;MQ=60"], record.Columns);
        Assert.Equal(("GT:AD:DP:GQ", "0/1:19,17:36:91"), (record.Format, record.Cell));
        Assert.Equal("Reads of each allele, REF first", told.Found.Descriptions["FORMAT/AD"]);
        Assert.Equal("Low quality, by the caller", told.Found.Descriptions["FILTER/LowQual"]);
        // Nothing of the others is anywhere in what is told.
        var all = string.Join(' ', told.Found.Records.SelectMany(r => r.Columns.Append(r.Cell).Append(r.Format)));
        Assert.DoesNotContain("1/1", all, StringComparison.Ordinal);
        Assert.DoesNotContain("0,33", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_changed_is_said_to_be_and_nothing_of_it_is_told()
    {
        var (one, sha) = await ManyAsync();
        Assert.Equal([KeptState.Proven], (await Queries.FilesAsync(one.PublicId, Stop))!.Files.Select(f => f.State));
        var kept = Path.Combine(KeptFiles.FolderOf(lab.Folder, sha, ""), "run.vcf");
        await File.AppendAllTextAsync(kept, "1\t173914726\t.\tC\tT\t9\tPASS\t.\tGT\t0/1\t0/1\t0/1\n", Stop);
        Assert.Equal((KeptState.Changed, null), ((await FindAsync(one, "S1"))!.State, (await FindAsync(one, "S1"))!.Found));
        File.Delete(kept);
        Assert.Equal((KeptState.Gone, null), ((await FindAsync(one, "S1"))!.State, (await FindAsync(one, "S1"))!.Found));
        Directory.Delete(KeptFiles.FolderOf(lab.Folder, sha, ""));
        Assert.Equal(KeptState.Gone, (await FindAsync(one, "S1"))!.State);
        Assert.Equal([KeptState.Gone], (await Queries.FilesAsync(one.PublicId, Stop))!.Files.Select(f => f.State));
    }

    [Fact]
    public async Task Only_what_was_found_in_a_person_of_the_own_sites_can_be_asked_for()
    {
        var (one, _) = await ManyAsync();
        Assert.Null(await FindAsync(one, "S2"));
        Assert.Null(await FindAsync(one, "S1", "SERPINC1 x"));
        Assert.NotNull(await FindAsync(one, "S1", "F5-Leiden"));
        lab.As("berta", "BJ");
        Assert.Null(await FindAsync(one, "S1"));
    }

    async Task<(Subject One, string Sha)> ManyAsync()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        await lab.PersonAsync("P2", "WH", "S2");
        await lab.PersonAsync("P3", "BJ", "S3");
        return (one, await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1 S2 S3", Records)));
    }

    async Task<OriginalEvidence?> FindAsync(Subject subject, string sample, string variant = Name)
    {
        var file = await lab.Db.VcfIntakes().Select(i => i.PublicId).FirstAsync(Stop);
        return await Queries.FindAsync(subject.PublicId, file, sample, variant, Stop);
    }

    OriginalRecordQueries Queries => new(lab.Db, Knowledge.Cases, new EvidenceQueries(lab.Db, Knowledge.Cases,
        new AssayQueries(lab.Db, Knowledge.Cases.Clinical), new FamilyQueries(lab.Db)), new KeptFiles(lab.Folder));
}
