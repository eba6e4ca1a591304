using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Reports;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Reports;

public sealed class SigningKeyTests
{
    const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [Fact]
    public void The_key_is_made_once_and_signs_what_its_public_half_proves()
    {
        using var folder = new TempFolder();
        using SigningKey first = SigningKey.In(folder.Path), again = SigningKey.In(folder.Path);
        Assert.Equal(first.Id, again.Id);
        Assert.True(SigningKey.IsSigned(again.PublicKey, again.Id, Hash, first.Sign(Hash)));
        Assert.False(SigningKey.IsSigned(again.PublicKey, again.Id, Hash.Replace('0', '1'), first.Sign(Hash)));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Only_the_account_of_the_process_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the rights of a file are another thing there");
        using var folder = new TempFolder();
        using var key = SigningKey.In(folder.Path);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert
                .Single(Directory.GetFiles(folder.Path))));
    }
}
