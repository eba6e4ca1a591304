using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Staff;

public sealed class StaffServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    StaffService Service => new(lab.Writes);

    [Fact]
    public async Task A_certificate_names_who_recorded_it()
    {
        lab.As("head");
        await Service.CertifyAsync("tech", LabTask.Receive, "C-1", new DateOnly(2027, 1, 1), Stop);
        Assert.Equal(("tech", "head"),
            await lab.Db.Qualifications().Select(q => new ValueTuple<string, string>(q.Person, q.RecordedBy))
                .SingleAsync(Stop));
    }

    [Theory]
    [InlineData("", "C-1", 2027, "person: empty")]
    [InlineData("tech", " ", 2027, "certificate: empty")]
    [InlineData("tech", "C-1", 1999, "validUntil: out-of-bounds")]
    [InlineData("tech", "C-1", 2101, "validUntil: out-of-bounds")]
    public async Task A_field_out_of_bounds_is_named(string person, string certificate, int year, string refused) =>
        Assert.Equal(refused,
        await Refused(() => Service.CertifyAsync(person, LabTask.Receive, certificate, new DateOnly(year, 1, 1), Stop)));
}
