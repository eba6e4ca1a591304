using Microsoft.Data.Sqlite;
using Thrombophilia.Worker.Intake;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake;

public sealed class KeptProofTests : IDisposable
{
    readonly GivenWorker worker = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kept_files_and_intakes_agree_after_files_were_read()
    {
        await TwoFilesAsync();
        Assert.Equal((2, true), (await ProofAsync()) is var proof ? (proof.Files, proof.Holds) : default);
    }

    [Fact]
    public async Task A_kept_file_that_is_missing_changed_or_unknown_is_named()
    {
        await TwoFilesAsync();
        var kept = DataFolder.KeptIn(worker.Data.Root).Order(StringComparer.Ordinal).ToArray();
        Directory.Delete(kept[0], recursive: true);
        File.AppendAllText(Directory.GetFiles(kept[1])[0], "\n");
        Directory.CreateDirectory(Path.Combine(worker.Data.Root, "kept", "stranger"));
        var proof = await ProofAsync();
        Assert.Single(proof.Missing);
        Assert.Equal([Path.GetFileName(kept[1]), "stranger"], proof.Changed.Order(StringComparer.Ordinal));
        Assert.Equal(["stranger"], proof.Unknown);
    }

    [Fact]
    public async Task What_a_database_that_was_set_back_does_not_know_is_read_again()
    {
        await worker.RegisterAsync("S1", "S2");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await worker.RunAsync();
        var before = await CopyOfDatabaseAsync();
        worker.Drop("b.vcf", GivenWorker.Vcf("S2"));
        await worker.RunAsync();
        var after = await worker.StateAsync();
        SqliteConnection.ClearAllPools();
        await using (var target = new SqliteConnection($"Data Source={worker.Data.Database}"))
        {
            await target.OpenAsync(Stop);
            before.BackupDatabase(target);
        }
        await before.DisposeAsync();
        Assert.Single((await ProofAsync()).Unknown);
        await worker.RunAsync();
        Assert.Equal(after, await worker.StateAsync());
        Assert.True((await ProofAsync()).Holds);
    }

    [Fact]
    public async Task A_folder_with_kept_files_and_without_its_database_is_not_begun_anew()
    {
        await TwoFilesAsync();
        File.Move(worker.Data.Database, worker.Data.Database + ".away");
        var refused = Assert.Throws<UsageException>(() => DataFolder.Open(worker.Data.Root));
        Assert.Contains(worker.Data.Database, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(worker.Data.Database));
        File.Move(worker.Data.Database + ".away", worker.Data.Database);
    }

    public void Dispose() => worker.Dispose();

    async Task TwoFilesAsync()
    {
        await worker.RegisterAsync("S1", "S2");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        worker.Drop("b.vcf", GivenWorker.Vcf("S2"));
        await worker.RunAsync();
    }

    async Task<KeptProof> ProofAsync()
    {
        await using var db = worker.Db();
        return await KeptProof.OfAsync(db, worker.Data, bytes: true, Stop);
    }

    async Task<SqliteConnection> CopyOfDatabaseAsync()
    {
        var copy = new SqliteConnection("Data Source=:memory:");
        await copy.OpenAsync(Stop);
        await using var source = new SqliteConnection($"Data Source={worker.Data.Database};Pooling=False");
        await source.OpenAsync(Stop);
        source.BackupDatabase(copy);
        return copy;
    }
}
