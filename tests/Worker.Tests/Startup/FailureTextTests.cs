using System.Net.Sockets;
using Thrombophilia.Given;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

public sealed class FailureTextTests
{
    public static TheoryData<Exception, string> Failures => new()
    {
        { new IOException("Failed to bind to address http://127.0.0.1:5080: address already in use.",
            new IOException("x", new SocketException((int)SocketError.AddressAlreadyInUse))),
            "The address http://127.0.0.1:5080 is taken by another program. Stop it, or give another address with --urls." },
        { new SocketException((int)SocketError.AccessDenied), "This user may not open the port." },
        { new UnauthorizedAccessException("Access to the path '/data/inbox' is denied."),
            "/data/inbox cannot be used: this user has no right to it." },
        { new DirectoryNotFoundException("Could not find a part of the path '/data/x'."),
            "/data/x cannot be used: there is no such file or folder." },
        { new IOException("No space left on device : '/data/x'", 28), "/data/x cannot be used: the device is full." },
        { new InvalidDataException("own.tsv, line 3: expected 4 columns, found 3."),
            "own.tsv, line 3: expected 4 columns, found 3. Correct this file" },
        { new OutputException(null, "the device is full"), "Standard output cannot be written: the device is full." },
        { new AggregateException(new InvalidDataException("a.tsv: x.")), "a.tsv: x. Correct this file" },
    };

    [Theory, MemberData(nameof(Failures))]
    public void A_failure_is_told_in_a_sentence_that_says_what_to_do(Exception failure, string sentence)
    {
        var text = FailureText.Of(failure);
        Assert.StartsWith(sentence, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text!);
    }

    [Fact]
    public void A_fault_of_the_program_has_no_sentence() =>
        Assert.Null(FailureText.Of(new InvalidOperationException("x")));

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_and_what_stood_there_stays()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.vcf"], GivenWorker.Vcf("S1"));
        foreach (var (to, why) in new[] { (folder["no/such.tsv"], "no such file or folder"), (folder.Path, "it is a folder") })
        {
            using StringWriter output = new(), error = new();
            Assert.Equal(ExitCode.Failed,
                await Program.RunAsync(["call", folder["a.vcf"], "-q", "--output", to], output, error));
            Assert.StartsWith($"{to} cannot be written: ", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(why, error.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(["a.vcf"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
