using System.Globalization;
using Microsoft.AspNetCore.Http;
using Thrombophilia.Lims.Exchange;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Portal.Api;

/// <summary>Reads the parameters of a search. What is not understood is refused: an ignored parameter would find too much.</summary>
static class FhirQuery
{
    public const string ById = "_id", Identifier = "identifier", Updated = "_lastUpdated", After = "_after", Observation = "Observation";

    // A report has many resources: fewer of them stand on a page.
    const int MostReports = 20;
    const string Count = "_count", Format = "_format", Patient = "Patient/";

    /// <summary>The query of a read; null where no record can have the id.</summary>
    public static ExchangeQuery? OfId(FhirType type, string id) =>
        type.Name == Observation ? ExchangeResources.NumberOf(id) is { } number ? new() { Number = number } : null
        : Guid.TryParse(id, out var key) ? new(Id: key) : null;

    /// <summary>The query of a search; null where no record can match.</summary>
    /// <exception cref="FhirRefusedException">A parameter is not served, or nothing bounds the search.</exception>
    public static ExchangeQuery? Of(FhirType type, IQueryCollection asked)
    {
        var isReport = type.Parameters.Contains(Updated);
        var (query, found) = (new ExchangeQuery(Count: isReport ? MostReports : ExchangeQuery.Usual), true);
        foreach (var (name, values) in asked)
        {
            if (name is not (After or Count or Format) && !type.Parameters.Contains(name) || (values.Count != 1 && name != Updated))
                throw Wrong(name);
            foreach (var value in values)
            {
                var before = query;
                query = (name switch
                {
                    Format => value is "json" or "application/json" or "application/fhir+json" ? query : null,
                    Count => Number(value) is > 0 and var count
                        ? query with { Count = (int)Math.Min(count, isReport ? MostReports : ExchangeQuery.Most) } : null,
                    After => Number(value) is { } after ? query with { After = after } : null,
                    Updated => WithTime(query, value ?? ""),
                    _ when string.IsNullOrEmpty(value) => null,
                    ById => OfId(type, value) is { } one ? query with { Id = one.Id, Number = one.Number } : NotFound(),
                    Identifier => query with { Identifier = CodeOf(value) },
                    "patient" or "subject" => Guid.TryParse(
                        value.StartsWith(Patient, StringComparison.Ordinal) ? value[Patient.Length..] : value, out var person)
                        ? query with { Person = person } : NotFound(),
                    _ => query with { PersonCode = CodeOf(value) },
                }) ?? throw Wrong(name);

                ExchangeQuery NotFound()
                {
                    found = false;
                    return before;
                }
            }
        }
        if (found && type.NeedsPerson && !query.IsNarrow)
            throw new FhirRefusedException(StatusCodes.Status400BadRequest, "narrow", string.Join(", ", type.Parameters));
        return found ? query : null;
    }

    /// <summary>The address of a page of the same search.</summary>
    public static string Link(string address, IQueryCollection asked, string? after)
    {
        var parameters = asked.Where(p => p.Key is not After)
            .SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string?>(p.Key, v)));
        return address + QueryString.Create(after is null ? parameters : parameters.Append(new(After, after)));
    }

    static FhirRefusedException Wrong(string name) => new(StatusCodes.Status400BadRequest, "parameter", name);

    // SYSTEM|CODE or CODE: a code names one record, whatever its system is called.
    static string CodeOf(string value) => value[(value.LastIndexOf('|') + 1)..];

    static long? Number(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static ExchangeQuery? WithTime(ExchangeQuery query, string value)
    {
        const int Prefix = 2;
        return value.Length <= Prefix || ReadTime(value[Prefix..]) is not { } at ? null : value[..Prefix] switch
        {
            "ge" => query with { From = at },
            "lt" => query with { Until = at },
            _ => null,
        };
    }

    /// <summary>A day or a time, UTC where it has no offset; null for anything else.</summary>
    public static Moment? ReadTime(string value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Moment.Of(at) : null;
}
