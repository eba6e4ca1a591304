using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims;

/// <summary>What other rules would make of a person. Nothing is applied by itself.</summary>
/// <param name="Subject">Code of the person.</param>
/// <param name="Version">Version of the newest issued conclusion.</param>
/// <param name="Now">What stands first now.</param>
/// <param name="Then">What would stand first.</param>
/// <param name="Gone">Codes of sentences and rows that would no longer be told.</param>
/// <param name="Come">Codes of sentences and rows that would be told.</param>
public sealed record Proposal(string Subject, int Version, string Now, string Then, IReadOnlyList<string> Gone,
    IReadOnlyList<string> Come);

/// <summary>Looks for persons whom other rules would change, of the actor's sites and with consent to a report.</summary>
public sealed class ProposalQueries(LimsDb db, CaseAnalysis rules)
{
    /// <summary>Persons of whom the rules in force say something else than what was issued, by code.</summary>
    public IAsyncEnumerable<Proposal> SinceIssueAsync() => AllAsync((issued, subject) =>
        rules.Statements(db, subject) is { } anew
            ? (CaseAnalysis.StatementsOf(issued).Select(Told).ToList(), anew.Select(Told).ToList()) : null);

    /// <summary>Persons of whom a draft says something else than the rules in force, options included, by code.</summary>
    public IAsyncEnumerable<Proposal> ByDraftAsync(CaseAnalysis draft) => AllAsync((_, subject) =>
        rules.Advise(db, subject) is { } now && draft.Advise(db, subject) is { } then ? (Told(now), Told(then)) : null);

    async IAsyncEnumerable<Proposal> AllAsync(
        Func<Conclusion, int, (List<(string Code, string Text)> Now, List<(string Code, string Text)> Then)?> compare)
    {
        var persons = await (from s in db.Subjects().AsNoTracking()
                             where db.Conclusions().Any(c => c.SubjectId == s.Id)
                             orderby s.Code
                             select new { s.Id, s.Code }).ToListAsync();
        foreach (var person in persons)
        {
            var issued = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == person.Id)
                .OrderByDescending(c => c.Version).FirstAsync();
            if (compare(issued, person.Id) is not var (now, then) || now.SequenceEqual(then)) continue;
            yield return new(person.Code, issued.Version, now[0].Text, then[0].Text,
                [.. now.Except(then).Select(t => t.Code).Distinct()], [.. then.Except(now).Select(t => t.Code).Distinct()]);
        }
    }

    static (string Code, string Text) Told(Statement statement) => (statement.Code, statement.Sentence());

    // The headline, the rows that hold, and the classes that are left.
    static List<(string, string)> Told(Clinic.Cases.CaseAnswer answer) =>
        [(answer.Headline.Code, answer.Headline.Text.In()), .. answer.Statements.Select(s => (s.Code, s.Text.In())),
            .. answer.Fired.Select(id => (id, id)), .. answer.Options.Available.Select(drug => (drug.Id, drug.Id))];
}
