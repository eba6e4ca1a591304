using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class ConclusionVerbTests : IDisposable
{
    readonly GivenWorker given = new();

    public void Dispose() => given.Dispose();

    async Task<(int Code, string Output, string Error)> RunAsync(params string[] line)
    {
        using StringWriter output = new(), error = new();
        return (await Program.RunAsync([.. line, "--data", given.Data.Root], output, error), output.ToString(),
            error.ToString());
    }

    [Fact]
    public async Task A_person_s_newest_conclusion_is_printed_in_both_languages_with_who_signed_it()
    {
        await given.RegisterAsync("S1");
        given.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await given.RunAsync();
        var (code, output, _) = await RunAsync("conclusion", "P1");
        Assert.Equal(ExitCode.Good, code);
        Assert.StartsWith("P1: version 1, issued ", output, StringComparison.Ordinal);
        Assert.Contains("Not signed off yet.\n\n- ", output, StringComparison.Ordinal);
        Assert.Contains("尚未签署。", (await RunAsync("conclusion", "P1", "--lang", "zh-CN")).Output,
            StringComparison.Ordinal);
        Assert.StartsWith("subject\tversion\tissued\tsigned_by\tstatement\nP1\t1\t",
            (await RunAsync("conclusion", "P1", "--format", "tsv")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_without_one_and_nobody_are_told_apart()
    {
        await given.RegisterAsync("S1");
        var (code, output, error) = await RunAsync("conclusion", "P1");
        Assert.Equal((ExitCode.Refused, ""), (code, output));
        Assert.StartsWith("No conclusion was issued for P1: ", error, StringComparison.Ordinal);
        Assert.StartsWith("There is no person P9 in ", (await RunAsync("conclusion", "P9")).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_withdrawn_the_consent_is_shown_to_nobody()
    {
        await given.RegisterAsync("S1");
        given.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await given.RunAsync();
        await File.WriteAllTextAsync(Path.Combine(given.Data.Root, "consents.csv"),
            "subject,form_version,scopes,signed\nP1,1.1,registry,2026-02-02T09:00Z\n", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Good,
            (await RunAsync("import", "consents", Path.Combine(given.Data.Root, "consents.csv"))).Code);
        var (code, output, error) = await RunAsync("conclusion", "P1");
        Assert.Equal((ExitCode.Refused, ""), (code, output));
        Assert.StartsWith("P1 has not agreed to a report", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_names_are_listed_with_what_they_wait_for()
    {
        given.Drop("a.vcf", GivenWorker.Vcf("S7"));
        await given.RunAsync();
        var (code, output, _) = await RunAsync("status", "--held", "--format", "tsv");
        Assert.Equal(ExitCode.Good, code);
        Assert.Matches("^name\tfile\twaits_for\tsha256\nS7\ta\\.vcf\tregistration\t[0-9a-f]{64}\n$", output);
        Assert.Contains("its registration: import samples", (await RunAsync("status", "--held")).Output,
            StringComparison.Ordinal);
    }
}
