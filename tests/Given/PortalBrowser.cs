using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Thrombophilia.Given;

/// <summary>
/// A browser without a screen: keeps cookies, follows nothing by itself, and sends a page's form with the page's own
/// token.
/// </summary>
public sealed class PortalBrowser : IDisposable
{
    readonly HttpClient http;

    public PortalBrowser(Uri portal, CancellationToken stop)
    {
        (Portal, Stop) = (portal, stop);
        http = new(
            new SocketsHttpHandler
            {
                CookieContainer = Cookies,
                AllowAutoRedirect = false,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10)
            })
        { BaseAddress = portal };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Where the portal is.</summary>
    public Uri Portal { get; }

    CancellationToken Stop { get; }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);

    /// <summary>
    /// The text of a page that this person may see. On every page that any test sees, each form that posts has one
    /// token,
    /// and no other has any.
    /// </summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {answer.Headers.Location}");
        var page = await answer.Content.ReadAsStringAsync(Stop);
        foreach (var (form, posts) in Forms(page))
            Assert.True(Tokens(form) == (posts ? 1 : 0), $"{path}: a token is missing or too much in {form}");
        return page;
    }

    /// <summary>The forms of a page, and which of them post.</summary>
    public static IReadOnlyList<(string Text, bool Posts)> Forms(string page) =>
    [
        .. from form in Regex.Matches(page, "<form\\b([^>]*)>.*?</form>",
            RegexOptions.Singleline | RegexOptions.IgnoreCase)
           select (form.Value, Regex.IsMatch(form.Groups[1].Value, "\\bmethod=\"?post\\b", RegexOptions.IgnoreCase)),
    ];

    /// <summary>How many tokens stand in a form.</summary>
    public static int Tokens(string form) => Regex.Count(form, "name=\"__RequestVerificationToken\"");

    /// <summary>
    /// Sends the fields with the token of the form on <paramref name="page"/>, to that page or another address.
    /// </summary>
    public async Task<HttpResponseMessage> PostAsync(string page, IEnumerable<(string Name, string Value)> fields,
        string? to = null) =>
        await PostBareAsync(to ?? page, fields.Append(("__RequestVerificationToken", Token(await PageAsync(page)))));

    /// <summary>Sends the fields as they are.</summary>
    public async Task<HttpResponseMessage> PostBareAsync(string to, IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await http.PostAsync(new Uri(to, UriKind.Relative), form, Stop);
    }

    /// <summary>Signs in, and gives the answer.</summary>
    public Task<HttpResponseMessage> TryAsync(string name, string password, string returnUrl = "") =>
        PostAsync("/sign-in", [("Name", name), ("Password", password), ("returnUrl", returnUrl)]);

    /// <summary>Signs in; a refusal fails the test.</summary>
    public async Task SignInAsync(string name, string password)
    {
        using var answer = await TryAsync(name, password);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect,
            $"The sign-in failed: {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    /// <summary>The token of the last form of a page.</summary>
    public static string Token(string page) =>
        Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"",
        RegexOptions.RightToLeft).Groups[1].Value;

    public void Dispose() => http.Dispose();
}
