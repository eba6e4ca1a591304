using System.Globalization;
using Microsoft.AspNetCore.Http;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Access;

/// <summary>
/// The language of an answer: as chosen on this machine (cookie), by this person (account) or by the browser, else
/// English. It concerns words only: numbers and dates have one form.
/// </summary>
internal sealed class Languages(RequestDelegate next)
{
    /// <summary>Languages that every text has, each with its own name for itself.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Known = [("en", "English"), ("zh-CN", "中文")];

    public const string Cookie = "language";

    public Task InvokeAsync(HttpContext context)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(
            Match(context.Request.Cookies[Cookie]) ?? Match(CurrentUser.Of(context.User).Language)
                ?? Accepted(context.Request) ?? Known[0].Code);
        return next(context);
    }

    /// <summary>The known language with this code or the same primary subtag; null where there is none.</summary>
    public static string? Match(string? code) => string.IsNullOrEmpty(code) ? null
        : Known.FirstOrDefault(k => k.Code.Equals(code, StringComparison.OrdinalIgnoreCase)
            || k.Code.Split('-')[0].Equals(code.Split('-')[0], StringComparison.OrdinalIgnoreCase)).Code;

    static string? Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Match(language.Value.Value)).FirstOrDefault(code => code is not null);

    /// <summary>Remembers a choice on this machine for a year.</summary>
    public static void Remember(HttpContext context, string code) =>
        context.Response.Cookies.Append(Cookie, code, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
        });
}
