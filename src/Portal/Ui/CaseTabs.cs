using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Portal.Access;

namespace Thrombophilia.Portal.Ui;

/// <summary>The pages of a person: their addresses.</summary>
internal static class CaseTabs
{
    const string Id = "{id:guid}";

    /// <summary>Address of a page of a person.</summary>
    public static string AddressOf(RouteRule tab, Guid person) => tab.Route.Replace(Id, person.ToString(), StringComparison.Ordinal);

    /// <summary>The route of a request, as <see cref="RouteAccess"/> writes it.</summary>
    public static string RouteOf(HttpContext context) =>
        "/" + (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
}
