using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ReviewDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_ConclusionId_Turn",
                table: "ConclusionReadings");

            migrationBuilder.AddColumn<string>(
                name: "MeaningChinese",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MeaningEnglish",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "ConclusionReadings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "LabRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    HoldsSignature = table.Column<bool>(type: "INTEGER", nullable: false),
                    Due = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: true),
                    Answered = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LabRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LabRequests_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReviewEvents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewEvents_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewEvents_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReviewItems",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Urgency = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Due = table.Column<long>(type: "INTEGER", nullable: false),
                    Rank = table.Column<long>(type: "INTEGER", nullable: false),
                    Assignee = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSigner = table.Column<string>(type: "TEXT", nullable: false),
                    Holds = table.Column<string>(type: "TEXT", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewItems_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_ConclusionId_Round_Turn",
                table: "ConclusionReadings",
                columns: new[] { "ConclusionId", "Round", "Turn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_Turn",
                table: "ConclusionReadings",
                column: "Turn");

            migrationBuilder.CreateIndex(
                name: "IX_LabRequests_PublicId",
                table: "LabRequests",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LabRequests_State_Due",
                table: "LabRequests",
                columns: new[] { "State", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_LabRequests_SubjectId",
                table: "LabRequests",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewEvents_ConclusionId_By",
                table: "ReviewEvents",
                columns: new[] { "ConclusionId", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewEvents_SubjectId",
                table: "ReviewEvents",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Assignee_Rank_Site",
                table: "ReviewItems",
                columns: new[] { "Assignee", "Rank", "Site" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Rank_State_Kind_Assignee_Since",
                table: "ReviewItems",
                columns: new[] { "Rank", "State", "Kind", "Assignee", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Site_Rank_State_Kind_Assignee_Since",
                table: "ReviewItems",
                columns: new[] { "Site", "Rank", "State", "Kind", "Assignee", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Site_State_Kind",
                table: "ReviewItems",
                columns: new[] { "Site", "State", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_SubjectId",
                table: "ReviewItems",
                column: "SubjectId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LabRequests");

            migrationBuilder.DropTable(
                name: "ReviewEvents");

            migrationBuilder.DropTable(
                name: "ReviewItems");

            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_ConclusionId_Round_Turn",
                table: "ConclusionReadings");

            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_Turn",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "MeaningChinese",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "MeaningEnglish",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "ConclusionReadings");

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_ConclusionId_Turn",
                table: "ConclusionReadings",
                columns: new[] { "ConclusionId", "Turn" },
                unique: true);
        }
    }
}
