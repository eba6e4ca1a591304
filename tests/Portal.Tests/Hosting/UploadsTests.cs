using System.Net;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Xunit;

namespace Thrombophilia.Portal.Tests.Hosting;

public sealed class UploadsTests : IDisposable
{
    readonly TempFolder folder = new();
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    Uploads Uploads(ManualTime? time = null) => new(new PortalOptions(folder.Path), time ?? new ManualTime());

    static MemoryStream Bytes(string text = "subject\n") => new(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\x", "x")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\x.csv", "x.csv")]
    [InlineData("a\0b.csv", "a\0b.csv")]
    [InlineData("..", "..")]
    [InlineData("", "")]
    public async Task The_name_of_a_file_names_no_file_here(string name, string shown)
    {
        var before = Everything();
        var uploads = Uploads();
        var id = await uploads.KeepAsync(new("anna", ImportKind.Subjects, name), Bytes(), Stop);
        Assert.Equal([.. before, Path.Combine("uploads", id + ".csv"), Path.Combine("uploads", id + ".json")],
            Everything());
        Assert.Equal(shown, (await uploads.FindAsync("anna", id, Stop))!.Value.Upload.FileName);
    }

    [Fact]
    public async Task Only_who_brought_a_file_sees_it_and_only_by_its_whole_id()
    {
        var uploads = Uploads();
        var id = await uploads.KeepAsync(new("anna", ImportKind.Subjects, "x.csv"), Bytes(), Stop);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "secret.json"), "{\"By\":\"anna\"}", Stop);
        Assert.NotNull(await uploads.FindAsync("anna", id, Stop));
        Assert.Null(await uploads.FindAsync("eve", id, Stop));
        Assert.Null(await uploads.FindAsync("Anna", id, Stop));
        foreach (var other in new[] { "", "../secret", id.ToUpperInvariant(), id + "\0", id[..31], id + "a",
            "../uploads/" + id, new string('0', 32), "/" + id[..31], "..%2fsecret" })
            Assert.Null(await uploads.FindAsync("anna", other, Stop));
        uploads.Forget(id);
        Assert.Null(await uploads.FindAsync("anna", id, Stop));
    }

    [Fact]
    public async Task What_nobody_imported_is_gone_after_a_day()
    {
        var time = new ManualTime();
        var uploads = Uploads(time);
        var old = await uploads.KeepAsync(new("anna", ImportKind.Subjects, "x.csv"), Bytes(), Stop);
        foreach (var file in new DirectoryInfo(Path.Combine(folder.Path, "uploads")).EnumerateFiles())
            file.LastWriteTimeUtc = time.GetUtcNow().UtcDateTime;
        time.Advance(TimeSpan.FromHours(25));
        await uploads.KeepAsync(new("anna", ImportKind.Subjects, "y.csv"), Bytes(), Stop);
        Assert.Null(await uploads.FindAsync("anna", old, Stop));
    }

    [Fact]
    public async Task An_address_leads_to_no_file_outside_and_to_no_file_of_somebody_else()
    {
        await using var portal = await GivenPortal.Empty();
        PortalBrowser anna = await portal.SignedInAsync(Role.Technician),
            eve = await portal.SignedInAsync(Role.Technician, Role.Administrator);
        var mine = (await UploadAsync(anna, "../../etc/passwd")).Headers.Location!.ToString();
        Assert.Contains("passwd", await anna.PageAsync(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("../", await anna.PageAsync(mine), StringComparison.Ordinal);
        foreach (var handler in new[] { "", "?handler=Bad" })
        {
            using var others = await eve.GetAsync(mine + handler);
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        }
        using var written = await eve.PostAsync("/import", [], mine);
        Assert.Equal(HttpStatusCode.NotFound, written.StatusCode);

        var id = mine.Split('/')[^1];
        foreach (var path in new[] { "%2e%2e%2fthrombophilia.db", "..%2f..%2fetc%2fpasswd", "..%5c..%5cx",
            "%252e%252e%252fkeys", "%00", id + "%00", id + ".json", id + "%2e%2e", "..%2fuploads%2f" + id,
                "%2fetc%2fpasswd" })
        {
            using var answer = await RawAsync(anna, "/import/" + path);
            Assert.True(
                answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden,
                    $"{path}: {answer.StatusCode}");
        }
        // Dots that the address itself resolves lead to another page of the portal, and never out of it.
        foreach (var path in new[] { "/import/../etc/passwd", "/import/../../keys/personal-data.key", "/import/..",
            "/import/%2e%2e", "/import/%2e%2e/keys/personal-data.key", "/uploads/" + id + ".json",
                "/keys/personal-data.key" })
        {
            using var answer = await RawAsync(anna, path);
            Assert.True(
                answer.StatusCode is not HttpStatusCode.OK
                    || (await answer.Content.ReadAsStringAsync(Stop)).Contains("<main", StringComparison.Ordinal),
                    path);
        }
    }

    [Theory]
    [InlineData("..\\..\\x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\x.csv")]
    [InlineData("\\\\server\\share\\x.csv")]
    [InlineData("a\0b.csv")]
    [InlineData("\"; name=\"Kind")]
    [InlineData("<b>.csv")]
    public async Task A_browser_may_send_any_name(string name)
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Technician);
        using var answer = await UploadAsync(browser, name);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK or HttpStatusCode.BadRequest,
            $"{answer.StatusCode}");
        if (answer.StatusCode != HttpStatusCode.Redirect) return;
        var page = await browser.PageAsync(answer.Headers.Location!.ToString());
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\\", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    // Written by hand: a client of the framework would tidy the name.
    static async Task<HttpResponseMessage> UploadAsync(PortalBrowser browser, string name)
    {
        const string Line = "\r\n", Boundary = "----boundary";
        var body = new StringBuilder();
        foreach (var (field, value) in new[] { ("Kind", "Subjects"),
            ("__RequestVerificationToken", PortalBrowser.Token(await browser.PageAsync("/import"))) })
            body.Append($"--{Boundary}{Line}Content-Disposition: form-data; name=\"{field}\"{Line}{Line}{value}{Line}");
        body.Append(
            $"--{Boundary}{Line}Content-Disposition: form-data; name=\"Csv\"; "
            + $"filename=\"{name}\"{Line}Content-Type: text/csv{Line}{Line}subject,site,group,sex,birth_year\n"
            + $"Q1,S1,case,F,90\n{Line}--{Boundary}--{Line}");
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString()));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + Boundary);
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/import") { Content = content });
    }

    // As it stands, without the dots being resolved on the way.
    static Task<HttpResponseMessage> RawAsync(PortalBrowser browser, string path) =>
        browser.SendAsync(
        new HttpRequestMessage(HttpMethod.Get,
            new Uri(browser.Portal + path.TrimStart('/'),
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })));

    string[] Everything() =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder.Path, f)).Order(StringComparer.Ordinal)];
}
