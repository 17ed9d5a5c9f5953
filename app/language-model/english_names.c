#include "english_names.h"

#include <stddef.h>

const char *const english_names[] = {
    "I", "I'm", "I'll", "I've", "I'd",
    /* Days, months, feasts */
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February",
    "April", "June", "July", "August", "September", "October", "November", "December", "Christmas", "Easter",
    "Halloween", "Ramadan", "Diwali",
    /* Countries and parts of the world */
    "Africa", "America", "Argentina", "Asia", "Australia", "Austria", "Bangladesh", "Belgium", "Brazil",
    "Britain", "Bulgaria", "Canada", "Chile", "Colombia", "Croatia", "Cuba", "Cyprus", "Denmark", "Egypt",
    "England", "Estonia", "Ethiopia", "Europe", "Finland", "France", "Germany", "Ghana", "Greece", "Hungary",
    "Iceland", "India", "Indonesia", "Iran", "Iraq", "Ireland", "Israel", "Italy", "Jamaica", "Japan",
    "Kenya", "Korea", "Latvia", "Lebanon", "Lithuania", "Malaysia", "Malta", "Mexico", "Morocco", "Nepal",
    "Netherlands", "Nigeria", "Norway", "Pakistan", "Palestine", "Peru", "Philippines", "Poland", "Portugal",
    "Romania", "Russia", "Scotland", "Serbia", "Singapore", "Slovakia", "Slovenia", "Somalia", "Spain",
    "Sudan", "Sweden", "Switzerland", "Syria", "Taiwan", "Thailand", "Tunisia", "Uganda", "Ukraine",
    "Vietnam", "Wales", "Zimbabwe",
    /* Peoples and languages */
    "African", "American", "Arab", "Arabic", "Asian", "Australian", "Austrian", "Belgian", "Brazilian",
    "British", "Canadian", "Chinese", "Danish", "Dutch", "Egyptian", "English", "European", "Finnish",
    "French", "German", "Greek", "Hindi", "Hungarian", "Indian", "Iranian", "Irish", "Israeli", "Italian",
    "Japanese", "Jewish", "Korean", "Latin", "Mandarin", "Mexican", "Muslim", "Christian", "Catholic",
    "Norwegian", "Pakistani", "Portuguese", "Russian", "Scottish", "Spanish", "Swedish", "Swiss", "Turkish",
    "Ukrainian", "Vietnamese", "Welsh",
    /* Cities */
    "Amsterdam", "Athens", "Atlanta", "Auckland", "Bangkok", "Barcelona", "Beijing", "Belfast", "Berlin",
    "Birmingham", "Boston", "Bristol", "Brussels", "Budapest", "Cairo", "Calcutta", "Cambridge", "Canterbury",
    "Cardiff", "Chicago", "Copenhagen", "Cornwall", "Dallas", "Delhi", "Denver", "Detroit", "Devon", "Dublin",
    "Edinburgh", "Florence", "Geneva", "Glasgow", "Hamburg", "Helsinki", "Houston", "Istanbul", "Jerusalem",
    "Lagos", "Leeds", "Leicester", "Lisbon", "Liverpool", "London", "Madrid", "Manchester", "Melbourne",
    "Miami", "Montreal", "Moscow", "Mumbai", "Munich", "Nairobi", "Newcastle", "Norwich", "Nottingham",
    "Oslo", "Oxford", "Paris", "Perth", "Philadelphia", "Plymouth", "Prague", "Rome", "Seattle", "Shanghai",
    "Sheffield", "Southampton", "Stockholm", "Sydney", "Tokyo", "Toronto", "Vancouver", "Venice", "Vienna",
    "Warsaw", "Washington", "Yorkshire", "Zurich", "California", "Florida", "Texas", "Hawaii", "Thames",
    /* Men */
    "Adam", "Alan", "Albert", "Alexander", "Andrew", "Andy", "Anthony", "Arthur", "Barry", "Ben", "Benjamin",
    "Brandon", "Brian", "Charles", "Christopher", "Colin", "Daniel", "Dave", "David", "Derek", "Donald",
    "Edward", "Eric", "Gary", "George", "Graham", "Gregory", "Harry", "Henry", "Ian", "Jacob", "James",
    "Jason", "Jeffrey", "Jim", "Joe", "John", "Jonathan", "Joseph", "Joshua", "Justin", "Keith", "Kenneth",
    "Kevin", "Larry", "Martin", "Matthew", "Michael", "Mike", "Neil", "Nicholas", "Nigel", "Oliver",
    "Patrick", "Paul", "Peter", "Philip", "Richard", "Robert", "Ronald", "Ryan", "Sam", "Samuel", "Simon",
    "Stephen", "Steve", "Steven", "Thomas", "Tim", "Timothy", "Tom", "Trevor", "Walter", "William",
    /* Women */
    "Abigail", "Alice", "Amanda", "Amy", "Andrea", "Angela", "Ann", "Anna", "Anne", "Barbara", "Betty",
    "Brenda", "Carolyn", "Catherine", "Charlotte", "Cheryl", "Chloe", "Christina", "Christine", "Claire",
    "Cynthia", "Deborah", "Diane", "Donna", "Doreen", "Dorothy", "Eileen", "Elizabeth", "Ella", "Ellie",
    "Emily", "Emma", "Evelyn", "Fiona", "Frances", "Gillian", "Gloria", "Hannah", "Helen", "Jacqueline",
    "Jane", "Janet", "Janice", "Jennifer", "Jessica", "Joan", "Joyce", "Judith", "Judy", "Julia", "Julie",
    "Karen", "Kate", "Katherine", "Kathleen", "Katie", "Kelly", "Kimberly", "Laura", "Lauren", "Linda",
    "Lisa", "Louise", "Lucy", "Margaret", "Maria", "Martha", "Mary", "Maureen", "Megan", "Melissa",
    "Michelle", "Molly", "Nancy", "Nicola", "Nicole", "Olivia", "Pamela", "Patricia", "Rachel", "Rebecca",
    "Ruth", "Samantha", "Sandra", "Sara", "Sarah", "Sharon", "Sheila", "Shirley", "Sophia", "Sophie",
    "Stephanie", "Susan", "Teresa", "Valerie", "Victoria", "Virginia", "Wendy", "Zoe",
    /* Firms and what they make */
    "BBC", "Facebook", "Google", "iPad", "iPhone", "Microsoft", "Netflix", "NHS", "Skype", "TV", "WhatsApp",
    "Wikipedia", "YouTube", NULL};
