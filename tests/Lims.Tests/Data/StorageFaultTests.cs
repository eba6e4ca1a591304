using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data;

public sealed class StorageFaultTests
{
    public static TheoryData<int, StorageFaultKind> Codes => new()
    {
        { 13, StorageFaultKind.Full }, { 8, StorageFaultKind.ReadOnly }, { 14, StorageFaultKind.ReadOnly },
        { 11, StorageFaultKind.Damaged }, { 26, StorageFaultKind.Damaged }, { 5, StorageFaultKind.Locked },
        { 10, StorageFaultKind.Unreadable },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_fault_of_the_database_is_told_from_an_error_of_the_program(int code, StorageFaultKind expected)
    {
        Assert.Equal(expected, StorageFault.Of(new DbUpdateException("", new SqliteException("", code))));
        Assert.Null(StorageFault.Of(new SqliteException("constraint", 19)));
        Assert.Null(StorageFault.Of(new InvalidOperationException()));
    }

    [Theory]
    [InlineData(28, StorageFaultKind.Full)]
    [InlineData(30, StorageFaultKind.ReadOnly)]
    [InlineData(5, StorageFaultKind.Unreadable)]
    public void A_fault_of_the_disk_is_told_by_its_number(int error, StorageFaultKind expected) =>
        Assert.Equal(expected, StorageFault.Of(new IOException("", error)));

    [Fact]
    public void Every_fault_has_its_sentence_with_the_folder_in_both_languages() =>
        Assert.All(Enum.GetValues<StorageFaultKind>(), fault =>
        {
            var english = StorageFault.Text(fault, "/data", CultureInfo.InvariantCulture);
            var chinese = StorageFault.Text(fault, "/data", CultureInfo.GetCultureInfo("zh-CN"));
            Assert.Contains("/data", english, StringComparison.Ordinal);
            Assert.Contains("/data", chinese, StringComparison.Ordinal);
            Assert.NotEqual(english, chinese);
        });
}
