using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Ui;

/// <summary>The pages of a person: their addresses, and who reads what identifies the person.</summary>
internal static class CaseTabs
{
    const string Id = "{id:guid}";

    static readonly string[] ReadersOfNames = [Role.Technician, Role.Clinician, Role.Administrator];

    /// <summary>The user may read names, numbers of identity cards, birth dates and phones.</summary>
    public static bool MayReadNames(CurrentUser user) => ReadersOfNames.Any(user.Is);

    /// <summary>Address of a page of a person.</summary>
    public static string AddressOf(RouteRule tab, Guid person) => tab.Route.Replace(Id, person.ToString(), StringComparison.Ordinal);

    /// <summary>The route of a request, as <see cref="RouteAccess"/> writes it.</summary>
    public static string RouteOf(HttpContext context) =>
        "/" + (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
}
